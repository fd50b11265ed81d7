import { expect, test } from '@/e2e/fixtures';

test.use({ refusedPath: '/api/v1/digest-test' });

test('a digest is added, cannot be sent into the machine’s own net, and is removed', async ({
  page,
  repository,
}) => {
  const name = `Digest of ${repository}`;
  await page.goto('/settings/digests');
  const form = page.getByRole('form', { name: 'Add a digest' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Address').fill('javascript:alert(1)');
  await form.getByRole('button', { name: 'Add a digest' }).click();
  await expect(form.getByRole('alert')).toContainText('must begin with https:// or http://');
  await form.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data/');
  await form.getByRole('button', { name: 'Add a digest' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('169.254.169.254');
  await row.getByRole('button', { name: `Send ${name} now` }).click();
  await expect(row).toContainText('which is no public address');
  await row.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(row).toHaveCount(0);
  const back = page.getByRole('status').filter({ hasText: `“${name}” is removed.` });
  await back.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('which is no public address');
  await expect(back).toHaveCount(0);
  await row.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(row).toHaveCount(0);
});
