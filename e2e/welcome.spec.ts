import { expect, test } from '@/e2e/fixtures';

test('the first page, while there is no data, offers four ways to begin', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Does the code that agents write hold up after the merge?',
  );
  for (const way of [
    'Import a git history',
    'Connect GitHub',
    'Post from CI',
    'Look around with sample data',
  ]) {
    await expect(page.getByRole('region', { name: way })).toBeVisible();
  }
});

test('the lines to paste name the address at which the page was reached', async ({
  page,
  baseURL,
}) => {
  await page.goto('/');
  await expect(page.getByText(`${baseURL}/api/webhooks/github`, { exact: true })).toBeVisible();
  const ci = page.getByRole('region', { name: 'Post from CI' });
  await expect(ci.getByText(`curl -sS ${baseURL}/api/v1/events`).first()).toBeVisible();
});

test('the secret for GitHub shows only when asked for', async ({ page }) => {
  await page.goto('/');
  const github = page.getByRole('region', { name: 'Connect GitHub' });
  const secret = github.getByText('a secret of the end-to-end tests');
  await expect(secret).toHaveCount(0);
  await github.getByRole('button', { name: 'Show the secret' }).click();
  await expect(secret).toBeVisible();
  await github.getByRole('button', { name: 'Hide the secret' }).click();
  await expect(secret).toHaveCount(0);
});

test('a list without data says what would bring some', async ({ page }) => {
  await page.goto('/regressions');
  await expect(page.getByRole('heading', { name: 'No regressions of this choice' })).toBeVisible();
  await page.getByRole('link', { name: 'connect what reports them' }).click();
  await expect(page).toHaveURL('/welcome');
});
