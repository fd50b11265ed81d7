import { randomUUID } from 'node:crypto';
import { expect, test } from '@/e2e/fixtures';

const opened = (repository: string, number: number) => ({
  action: 'opened',
  pull_request: {
    number,
    title: 'Add a page',
    state: 'open',
    updated_at: '2025-05-31T10:00:00Z',
  },
  repository: { full_name: repository },
});

test('how long bodies are kept is set with a reason, and undone from the audit trail', async ({
  page,
  request,
  repository,
}) => {
  const rawDays = async () => {
    const response = await request.get('/api/v1/keeping');
    return (await response.json()).rawDays;
  };
  const before = await rawDays();
  await page.goto('/settings/keeping');
  await expect(page.getByText('every day at 03:17 UTC')).toBeVisible();
  const form = page.getByRole('form', { name: 'How long bodies are kept' });
  await form.getByLabel('Days').fill('0');
  await form.getByLabel('Because').fill(`The disk is small: ${repository}`);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toHaveText('It was not saved. Days: is at least 1 day.');
  await form.getByLabel('Days').fill('61');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('status')).toHaveText('Saved.');
  expect(await rawDays()).toBe(61);

  await page.goto(`/settings/audit?search=${encodeURIComponent(repository)}`);
  const trail = page.getByRole('table');
  await expect(trail).toContainText(`${before} days → 61 days`);
  await trail.getByRole('button', { name: 'Undo: Changed a setting, retention' }).click();
  await expect(trail).toContainText('Took back a change of a setting');
  await expect(trail.getByRole('button')).toHaveCount(0);
  expect(await rawDays()).toBe(before);
});

for (const wrong of [0, 3_651, 1.5, '30', null]) {
  test(`${JSON.stringify(wrong)} days are refused by the name of the field`, async ({
    request,
  }) => {
    const response = await request.put('/api/v1/settings', {
      data: { key: 'retention', value: { rawDays: wrong }, reason: 'the disk is small' },
    });
    expect(response.status()).toBe(400);
    expect((await response.json()).error.path).toBe('value.rawDays');
  });
}

test('a repository is deleted after it is said what goes, and begins anew with what comes', async ({
  page,
  request,
  post,
  deliver,
  settled,
  repository,
}) => {
  const delivery = randomUUID();
  await post([
    {
      type: 'change.merged',
      repository,
      number: 1,
      title: 'Add limits',
      author: { login: 'ada' },
      mergedAt: '2025-03-01T12:00:00Z',
    },
    {
      type: 'regression.reported',
      repository,
      report: 'r-1',
      change: { number: 1 },
      title: 'Limits broke',
      at: '2025-03-02T10:00:00Z',
    },
  ]);
  await deliver(opened(repository, 2), 'pull_request', delivery);
  expect(await settled(delivery)).toBe('applied');

  await page.goto('/settings/keeping');
  const row = page.getByRole('row').filter({ hasText: repository });
  await row.getByRole('button', { name: `Delete ${repository}` }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${repository}?` });
  await expect(dialog).toContainText('cannot be brought back');
  for (const words of ['2 changes', '1 regression', '1 report', '1 delivery with its body']) {
    await expect(dialog.getByRole('listitem').filter({ hasText: words })).toBeVisible();
  }
  const name = dialog.getByLabel('The repository’s name');
  await expect(name).toBeFocused();
  const button = dialog.getByRole('button', { name: 'Delete for good' });
  await name.fill(repository.slice(0, -1));
  await expect(button).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row.getByRole('button')).toBeFocused();

  await row.getByRole('button').click();
  await name.fill(repository);
  await button.click();
  await expect(dialog.getByLabel('Because')).toHaveAccessibleDescription('say in a few words why');
  await dialog.getByLabel('Because').fill('It was a trial');
  await button.click();
  await expect(page.getByText(`${repository} is deleted.`)).toBeFocused();
  await expect(row).toHaveCount(0);

  const gone = await request.get(`/api/v1/repository?name=${repository}`);
  expect(gone.status()).toBe(404);
  expect((await gone.json()).error).toEqual({
    code: 'not-found',
    message: `There is no repository ${repository} here.`,
    path: 'name',
  });
  expect((await request.get(`/api/v1/delivery?source=github&id=${delivery}`)).status()).toBe(404);
  await page.goto(`/settings/audit?search=${encodeURIComponent(repository)}`);
  await expect(page.getByRole('table')).toContainText(`Deleted a repository: ${repository}`);
  await expect(page.getByRole('table')).toContainText('Gone with it: 2 changes');

  const later = randomUUID();
  await deliver(opened(repository, 3), 'pull_request', later);
  expect(await settled(later)).toBe('applied');
  const anew = await request.get(`/api/v1/repository?name=${repository}`);
  expect((await anew.json()).counts).toMatchObject({ changes: 1, deliveries: 1, regressions: 0 });
});

for (const [what, wrong, status, path] of [
  ['without its name', { confirmed: 'e2e/other' }, 400, 'confirmed'],
  ['without a reason', { reason: '' }, 400, 'reason'],
  ['that is none', { name: 'nothing', confirmed: 'nothing' }, 400, 'name'],
  ['that nobody knows', {}, 404, 'name'],
] as const) {
  test(`the deletion of a repository ${what} is refused by the name of the field`, async ({
    request,
    repository,
  }) => {
    const right = { name: repository, confirmed: repository, reason: 'it was a trial' };
    const response = await request.post('/api/v1/repository-deletion', {
      data: { ...right, ...wrong },
    });
    expect(response.status()).toBe(status);
    expect((await response.json()).error.path).toBe(path);
  });
}

test('every page says how many deliveries are dead', async ({ page, deliver, settled }) => {
  const id = randomUUID();
  await deliver('payload=%7B%7D', 'pull_request', id);
  expect(await settled(id)).toBe('dead');
  await page.goto('/settings/rules');
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(main.getByRole('link', { name: /^Settings.*\d+ dead deliver/ })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: /^Deliveries.*\d+ dead deliver/ })
    .click();
  await expect(page).toHaveURL(/deliveries/);
});
