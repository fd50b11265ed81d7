import { randomUUID } from 'node:crypto';
import { request } from '@playwright/test';
import { applicationUrl } from '@/e2e/application';
import { asked } from '@/e2e/asked';
import { expect, test } from '@/e2e/fixtures';
import { member, signInAs } from '@/e2e/member';
import { password } from '@/e2e/sign-up';

const sessionCookie = '__Host-aftermerge.session_token';
const origin = applicationUrl;
const withCookie = (value: string) =>
  request.newContext({
    baseURL: applicationUrl,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin, cookie: `${sessionCookie}=${value}` },
  });

/** As many as one account may be tried at in a while, less the time that its owner signed in. */
const attemptsAtMost = 9;

test('a wrong password takes as long for whoever is a member as for whoever is not', async () => {
  test.slow();
  const known = [(await member('viewer')).email, (await member('viewer')).email];
  const tried = async (email: string) => {
    const body = JSON.stringify({ email, password: 'not the password 123' });
    const headers = { 'content-type': 'application/json', origin, host: new URL(origin).host };
    const startedAt = performance.now();
    const { status } = await asked('127.0.0.44', '/api/auth/sign-in/email', headers, body);
    expect(status).toBe(401);
    return performance.now() - startedAt;
  };
  const times = { known: [] as number[], unknown: [] as number[] };
  // In turn, so that whatever else this machine does comes to both.
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    for (const email of known) {
      times.known.push(await tried(email));
      times.unknown.push(await tried(`viewer-${randomUUID()}@example.org`));
    }
  }
  // Without a password to compare, an answer takes a small part of the time.
  const ratio = medianOf(times.known) / medianOf(times.unknown);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

const medianOf = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

test('a session cookie that was planted before is worth nothing after signing in', async ({
  page,
}) => {
  const { email, state } = await member('viewer');
  const planted = `${randomUUID()}.${'A'.repeat(43)}%3D`;
  const cookie = state.cookies.find(({ name }) => name === sessionCookie);
  if (cookie === undefined) throw new Error('There is no session cookie.');
  await page.context().clearCookies();
  await page.context().addCookies([{ ...cookie, value: planted }]);
  await page.goto('/sign-in');
  await signInAs(page, email);
  await expect(page).toHaveURL(`${applicationUrl}/`);
  const cookies = (await page.context().cookies()).filter(({ name }) => name === sessionCookie);
  expect(cookies).toHaveLength(1);
  expect(cookies[0]?.value).not.toBe(planted);
  const attacker = await withCookie(planted);
  expect((await attacker.get('/api/v1/status')).status()).toBe(401);
  await attacker.dispose();
});

test('somebody’s own session that was planted does not become the session of who signs in', async () => {
  const attacker = await member('viewer');
  const victim = await member('editor');
  const planted = attacker.state.cookies.find(({ name }) => name === sessionCookie)?.value ?? '';
  const browser = await withCookie(planted);
  const signedIn = await browser.post('/api/auth/sign-in/email', {
    data: { email: victim.email, password },
  });
  expect(signedIn.status()).toBe(200);
  expect(signedIn.headers()['set-cookie']).toContain(`${sessionCookie}=`);
  expect(signedIn.headers()['set-cookie']).not.toContain(planted);
  const thief = await withCookie(planted);
  const session = await (await thief.get('/api/auth/get-session')).json();
  expect(session.user.email).toBe(attacker.email);
  await Promise.all([browser.dispose(), thief.dispose()]);
});
