import { request } from '@playwright/test';
import { applicationUrl } from '@/e2e/application';
import { expect, test } from '@/e2e/fixtures';
import { becomes, member, signInAs } from '@/e2e/member';
import { password } from '@/e2e/sign-up';
import { totpOf } from '@/lib/access/test-totp';

const newPassword = 'another one for end-to-end tests 2b';

/** Another browser of somebody: what it is told from now on, by status. */
async function elsewhere(email: string) {
  const client = await request.newContext({
    baseURL: applicationUrl,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin: applicationUrl },
  });
  const signIn = async (typed = password) =>
    (await client.post('/api/auth/sign-in/email', { data: { email, password: typed } })).status();
  const look = async () => (await client.get('/api/v1/status')).status();
  return { signIn, look };
}

test('a new password ends every other session', async ({ page }) => {
  const person = await member('viewer');
  const other = await elsewhere(person.email);
  expect(await other.signIn()).toBe(200);
  expect(await other.look()).toBe(200);
  await becomes(page, person);
  await page.goto('/settings/account');
  const form = page.getByRole('form', { name: 'Password' });
  await form.getByLabel('The present one').fill(password);
  await form.getByLabel('The new one').fill(newPassword);
  await form.getByRole('button', { name: 'Change it' }).click();
  await expect(form.getByRole('status')).toHaveText('Changed.');
  expect(await other.look()).toBe(401);
  expect(await other.signIn()).toBe(401);
  expect(await other.signIn(newPassword)).toBe(200);
});

test.describe('a second step', () => {
  test.use({ refusedPath: '/api/auth/two-factor/verify-totp' });

  test('is set up, asked for after the password, and done without', async ({ page }) => {
    const person = await member('viewer');
    await becomes(page, person);
    await page.goto('/settings/account');
    const form = page.getByRole('form', { name: 'Second step' });
    await form.getByLabel('Your password').fill(password);
    await form.getByRole('button', { name: 'Set it up' }).click();
    await expect(form.getByRole('img', { name: /code to scan/ })).toBeVisible();
    const secret = (await form.locator('p code').first().textContent()) ?? '';
    const code = () => totpOf(`otpauth://totp/x?secret=${secret}`, new Date());
    await form.getByLabel('The code that the app shows now').fill('000000');
    await form.getByRole('button', { name: 'Confirm' }).click();
    await expect(form.getByRole('alert')).toContainText('This code is wrong');
    await form.getByLabel('The code that the app shows now').fill(code());
    await form.getByRole('button', { name: 'Confirm' }).click();
    await expect(form.getByRole('button', { name: 'Do without' })).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await signInAs(page, person.email);
    await page.getByLabel('Code').fill(code());
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('link', { name: 'A viewer' })).toBeVisible();

    await page.goto('/settings/account');
    await form.getByLabel('Your password').fill(password);
    await form.getByRole('button', { name: 'Do without' }).click();
    await expect(form.getByRole('button', { name: 'Set it up' })).toBeVisible();
  });
});

test('a passkey is added, renamed and signed in with', async ({ page }) => {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await becomes(page, await member('viewer'));
  await page.goto('/settings/account');
  const part = page.getByRole('region', { name: 'Passkeys' });
  await part.getByLabel('What it is called').fill('My laptop');
  await part.getByRole('button', { name: 'Add a passkey' }).click();
  await part.getByRole('button', { name: 'Rename My laptop' }).click();
  const rename = part.getByRole('form', { name: 'Rename My laptop' });
  await rename.getByLabel('What it is called').fill('Work laptop');
  await rename.getByRole('button', { name: 'Save' }).click();
  await expect(part.getByRole('listitem')).toContainText('Work laptop');

  await page.getByRole('button', { name: 'Sign out' }).click();
  // The whole page is loaded anew: a click before its scripts are there would be lost.
  await page.waitForURL('**/sign-in');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('link', { name: 'A viewer' })).toBeVisible();

  await page.goto('/settings/account');
  await part.getByRole('button', { name: 'Remove Work laptop' }).click();
  await expect(part.getByRole('listitem')).toHaveCount(0);
});

test('somebody says another name, sees where they are signed in, and ends it there', async ({
  page,
}) => {
  const person = await member('viewer');
  const [one, two] = [await elsewhere(person.email), await elsewhere(person.email)];
  for (const other of [one, two]) expect(await other.signIn()).toBe(200);
  await becomes(page, person);
  await page.goto('/settings/account');
  const form = page.getByRole('form', { name: 'Name' });
  await form.getByLabel('Your name').fill('Ada Lovelace');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('status')).toHaveText('Saved.');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Ada Lovelace' })).toBeVisible();

  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(3);
  await expect(sessions.getByText('This one')).toHaveCount(1);
  await sessions
    .getByRole('button', { name: /^End the session of/ })
    .first()
    .click();
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  for (const other of [one, two]) expect(await other.look()).toBe(401);
});
