import { randomUUID } from 'node:crypto';
import { expect, test } from '@/e2e/fixtures';

test('a source is added, posts, and what it sent is found, shown, and replayed', async ({
  page,
  request,
  repository,
}) => {
  const name = `Our GitLab ${repository.slice(-8)}`;
  await page.goto('/settings/sources');
  const form = page.getByRole('form', { name: 'Add a source' });
  await form.getByLabel('What posts').selectOption({ label: 'GitLab' });
  await form.getByLabel('Called').fill(name);
  await form.getByLabel('For these repositories').fill('not a name');
  await form.getByRole('button', { name: 'Add source' }).click();
  await expect(form.getByText('write the repository as owner/name')).toBeVisible();
  await form.getByLabel('For these repositories').fill(repository);
  await form.getByRole('button', { name: 'Add source' }).click();

  const told = page.getByRole('heading', { name: 'Enter this in GitLab' }).locator('..');
  await expect(told).toContainText('Settings → Webhooks');
  const [address = '', secret = ''] = await told.locator('pre').allInnerTexts();
  expect(address).toContain('/api/webhooks/gitlab-');

  const delivery = randomUUID();
  const payload = {
    object_kind: 'merge_request',
    user: { id: 7, username: 'ada' },
    project: { path_with_namespace: repository, default_branch: 'main' },
    object_attributes: {
      iid: 4,
      author_id: 7,
      title: 'Merge what GitLab tells of',
      description: 'password: in words',
      state: 'merged',
      access_token: 'do not show',
      updated_at: '2025-05-06 10:00:00 UTC',
    },
  };
  const headers = { 'x-gitlab-event': 'Merge Request Hook', 'idempotency-key': delivery };
  const post = (token: string) =>
    request.post(address, { data: payload, headers: { ...headers, 'x-gitlab-token': token } });
  expect((await post('a wrong one')).status()).toBe(401);
  expect((await post(secret)).status()).toBe(202);

  const card = page.getByRole('article', { name });
  await page.reload();
  await expect(card).toContainText('1 in 24 hours');
  await expect(card).toContainText('1 refused');
  await card.getByRole('link', { name: 'its deliveries' }).click();
  const list = page.getByRole('table', { name: 'Deliveries, newest first.' });
  await expect(list.getByRole('row')).toHaveCount(2);
  await list.getByRole('link', { name: 'Merge Request Hook' }).click();

  await expect(page.getByText('change.merged')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Merge what GitLab tells of' })).toBeVisible();
  const body = page.getByRole('region', { name: 'The body' });
  await expect(body).toContainText('"access_token": "••••••"');
  await expect(page.getByText('do not show')).toHaveCount(0);
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText('It is applied again.')).toBeVisible();
  await expect(page.getByText('applied', { exact: true })).toBeVisible();
});

test('a source is tested, its secret changed over, and it is removed', async ({
  page,
  request,
  repository,
}) => {
  const added = await request.post('/api/v1/sources', {
    data: { kind: 'opsgenie', name: `Calls ${repository.slice(-8)}`, repositories: [repository] },
  });
  expect(added.status()).toBe(201);
  const { path, secret } = await added.json();
  const post = async (token: string) =>
    (await request.post(`${path}?token=${token}`, { data: { action: randomUUID() } })).status();
  expect(await post(secret)).toBe(202);

  await page.goto('/settings/sources');
  const card = page.getByRole('article', { name: `Calls ${repository.slice(-8)}` });
  await card.getByRole('button', { name: /^Test / }).click();
  await expect(card).toContainText(/Stored and settled in \d/);
  await card.getByRole('button', { name: /^New secret/ }).click();
  await expect(card).toContainText('The secret before is still believed.');
  expect(await post(secret)).toBe(202);
  await card.getByRole('button', { name: /^End the secret before/ }).click();
  await expect(card).not.toContainText('still believed');
  await expect(async () => expect(await post(secret)).toBe(401)).toPass();

  page.on('dialog', (dialog) => dialog.accept());
  await card.getByRole('button', { name: /^Remove/ }).click();
  await expect(card).toHaveCount(0);
  await expect(async () => expect(await post(secret)).toBe(404)).toPass();
});
