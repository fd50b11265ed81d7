import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { npmRun } from '@/e2e/fixtures';
import { password, signUp } from '@/e2e/sign-up';
import type { Role } from '@/lib/domain/member';

/** Somebody of a role, joined by an invitation of their own, with the cookies of their first session. */
export async function member(role: Role, teams: readonly string[] = []) {
  const email = `${role}-${randomUUID()}@example.org`;
  const words = ['invite', email, '--role', role, ...teams.flatMap((team) => ['--team', team])];
  const [, key = ''] = npmRun('member', ...words)
    .trim()
    .split('#');
  return { email, state: await signUp(key, { name: `A ${role}`, email }) };
}

/** Makes a page that of somebody else, as if they had signed in there. */
export async function becomes(
  page: Page,
  { state }: { state: Awaited<ReturnType<typeof signUp>> },
): Promise<void> {
  await page.context().clearCookies();
  await page.context().addCookies(state.cookies);
}

/** Signs in on the page of signing in, up to where a second step may be asked for. */
export async function signInAs(page: Page, email: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel(/^Password/).fill(password);
  await form.getByRole('button', { name: 'Sign in' }).click();
}
