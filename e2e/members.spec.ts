import { request } from '@playwright/test';
import { applicationUrl } from '@/e2e/application';
import { expect, test } from '@/e2e/fixtures';
import { password } from '@/e2e/sign-up';

const nobody = { cookies: [], origins: [] };

test('an administrator invites somebody, who reads, then decides, then is signed out', async ({
  page,
  browser,
  post,
  repository,
}) => {
  const merged = {
    type: 'change.merged',
    repository,
    number: 1,
    title: 'A change',
    mergedAt: '2026-10-01T12:00:00Z',
    author: { login: 'somebody' },
  };
  expect((await post([merged])).status).toBe(200);
  const email = `invited-${Date.now()}@example.org`;

  await page.goto('/settings/members');
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByRole('button', { name: 'Make the address' }).click();
  const address = (await form.getByRole('status').locator('code').textContent()) ?? '';
  await expect(page.getByRole('region', { name: 'Open invitations' })).toContainText(email);

  const context = await browser.newContext({ baseURL: applicationUrl, storageState: nobody });
  const theirs = await context.newPage();
  await theirs.goto(address);
  await theirs.getByLabel('Name').fill('Grace');
  await theirs.getByLabel(/^Password/).fill(password);
  await theirs.getByRole('button', { name: 'Join' }).click();
  await expect(theirs.getByRole('link', { name: 'Grace', exact: true })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Set-up' })).toHaveCount(0);

  const openers = theirs.getByRole('article').locator('button[aria-expanded]');
  await theirs.goto(`/changes/${repository}/1`);
  await expect(theirs.getByRole('heading', { name: /A change/ })).toBeVisible();
  await expect(openers).toHaveCount(0);
  const decide = () =>
    context.request.put('/api/v1/override', {
      headers: { origin: applicationUrl },
      data: { id: `${repository}/1`, authorship: 'human', reason: 'It was typed by hand.' },
    });
  expect((await decide()).status()).toBe(403);

  await page.reload();
  const row = page.getByRole('row').filter({ hasText: email });
  await row.getByLabel('Change Grace').click();
  await row.getByLabel('Role').selectOption('editor');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByRole('status')).toContainText('Saved.');
  await theirs.reload();
  await expect(openers.first()).toBeVisible();
  expect((await decide()).status()).toBe(200);

  await row.getByRole('button', { name: 'End all sessions' }).click();
  await expect(row.getByRole('status')).toContainText('1 session ended.');
  expect((await decide()).status()).toBe(401);
  await theirs.reload();
  await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.close();

  await page.goto(`/settings/audit?search=${encodeURIComponent(email)}`);
  const trail = page.getByRole('table');
  for (const told of ['viewer → editor', 'Ended sessions', 'Joined', 'Invited somebody']) {
    await expect(trail).toContainText(told);
  }
});

test('an invitation that is taken back opens nothing', async ({ page, request: administrator }) => {
  const email = `withdrawn-${Date.now()}@example.org`;
  await page.goto('/settings/members');
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByRole('button', { name: 'Make the address' }).click();
  const address = (await form.getByRole('status').locator('code').textContent()) ?? '';
  const key = address.split('#')[1];
  const look = () => administrator.post('/api/v1/one-time-link', { data: { key } });
  expect(await (await look()).json()).toEqual({ purpose: 'invitation', email });
  await page.getByRole('button', { name: `Take back the invitation of ${email}` }).click();
  await expect(page.getByText(email)).toHaveCount(0);
  expect((await look()).status()).toBe(404);
});

test('a token is made, shown once, used, and revoked', async ({ page, repository }) => {
  const name = `Token of ${repository}`;
  await page.goto('/settings/tokens');
  const form = page.getByRole('form', { name: 'Make a token' });
  await form.getByLabel('What it is for').fill(name);
  await form.getByLabel('post: tell of').uncheck();
  await form.getByRole('button', { name: 'Make a token' }).click();
  await expect(form.getByRole('alert')).toContainText('must have at least one scope');
  await form.getByLabel('read: ask all').check();
  await form.getByRole('button', { name: 'Make a token' }).click();
  const token = (await form.getByRole('status').locator('code').textContent()) ?? '';
  expect(token).toMatch(/^am_[\w-]{43}[0-9a-f]{8}$/);

  const client = await request.newContext({
    baseURL: applicationUrl,
    storageState: nobody,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect((await client.get('/api/v1/status')).status()).toBe(200);
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('revoked');
  expect((await client.get('/api/v1/status')).status()).toBe(401);
  await client.dispose();
});
