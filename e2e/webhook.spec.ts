import { randomUUID } from 'node:crypto';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { expect, test } from '@/e2e/fixtures';

/** GitHub's own example of a closed pull request, merged, in a repository of our own. */
function mergedPullRequest(repository: string) {
  const pulls = examples.find(({ name }) => name === 'pull_request')?.examples ?? [];
  const closed = pulls.find((payload) => 'action' in payload && payload.action === 'closed');
  if (closed === undefined || !('pull_request' in closed)) throw new Error('There is no example.');
  const mergedAt = '2025-05-06T10:00:00Z';
  return {
    ...closed,
    pull_request: {
      ...closed.pull_request,
      title: 'Merge what GitHub tells of',
      merged: true,
      merged_at: mergedAt,
      closed_at: mergedAt,
      updated_at: mergedAt,
    },
    repository: { ...closed.repository, full_name: repository },
  };
}

test('a merged pull request that GitHub tells of has its page', async ({
  page,
  deliver,
  settled,
  repository,
}) => {
  const payload = mergedPullRequest(repository);
  const id = randomUUID();
  expect(await deliver(payload, 'pull_request', id)).toMatchObject({
    status: 202,
    answer: { accepted: true, duplicate: false, event: 'pull_request', delivery: id },
  });
  expect(await settled(id)).toBe('applied');
  await page.goto(`/changes/${repository}/${payload.pull_request.number}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merge what GitHub tells of');
  await expect(page.getByRole('article')).toContainText('A merged change');
  await expect(page.getByRole('link', { name: `#${payload.pull_request.number}` })).toHaveAttribute(
    'href',
    payload.pull_request.html_url,
  );
});

test('an open page shows what arrives, without being asked', async ({
  page,
  post,
  deliver,
  repository,
}) => {
  const mergedAt = new Date(Date.now() - 86_400_000).toISOString();
  const merged = { repository, number: 1, title: 'Here before', mergedAt, authorship: 'human' };
  await post({ type: 'change.merged', ...merged });
  await page.goto(`/changes?repository=${repository}`);
  await expect(page.getByRole('link', { name: 'Here before' })).toBeVisible();
  await deliver(
    {
      action: 'closed',
      pull_request: {
        number: 2,
        title: 'Arrived since',
        state: 'closed',
        merged_at: mergedAt,
        updated_at: mergedAt,
        user: { login: 'ada' },
      },
      repository: { full_name: repository },
    },
    'pull_request',
  );
  // Whoever has the page open waits for no longer.
  const arrived = page.getByRole('link', { name: 'Arrived since' });
  await expect(arrived).toBeVisible({ timeout: 5_000 });
});

test('the same delivery twice is a duplicate and changes nothing', async ({
  deliver,
  settled,
  repository,
  request,
}) => {
  const id = randomUUID();
  const payload = mergedPullRequest(repository);
  expect(await deliver(payload, 'pull_request', id)).toMatchObject({ status: 202 });
  expect(await deliver(payload, 'pull_request', id)).toMatchObject({
    status: 200,
    answer: { duplicate: true },
  });
  expect(await settled(id)).toBe('applied');
  const search = new URLSearchParams({ repository, from: '2025-05-01', to: '2025-05-31' });
  const changes = await request.get(`/api/v1/changes?${search}`);
  expect(await changes.json()).toMatchObject({ total: 1 });
});

test('a delivery without a signature, or with a wrong one, is refused', async ({
  request,
  repository,
}) => {
  const payload = mergedPullRequest(repository);
  const headers = { 'x-github-event': 'pull_request', 'x-github-delivery': randomUUID() };
  const without = await request.post('/api/webhooks/github', { data: payload, headers });
  expect(without.status()).toBe(401);
  const wrong = await request.post('/api/webhooks/github', {
    data: payload,
    headers: { ...headers, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
  });
  expect(wrong.status()).toBe(401);
  const change = await request.get(
    `/api/v1/change?id=${repository}/${payload.pull_request.number}`,
  );
  expect(change.status()).toBe(404);
});

test('a signed delivery that is not JSON is kept, and dead', async ({ deliver, settled }) => {
  const id = randomUUID();
  expect(await deliver('payload=%7B%7D', 'pull_request', id)).toMatchObject({ status: 202 });
  expect(await settled(id)).toBe('dead');
});

test('an event that means nothing here is kept and ignored', async ({ deliver, settled }) => {
  const id = randomUUID();
  expect(await deliver({ action: 'started' }, 'watch', id)).toMatchObject({ status: 202 });
  expect(await settled(id)).toBe('ignored');
});

test('every example of GitHub’s payloads is taken', async ({ deliver }) => {
  test.slow();
  const refused: string[] = [];
  for (const { name, examples: payloads } of examples) {
    const answers = await Promise.all(payloads.map((payload) => deliver(payload, name)));
    for (const [index, { status, answer }] of answers.entries()) {
      if (status !== 202) refused.push(`${name} ${index}: ${status} ${JSON.stringify(answer)}`);
    }
  }
  expect(refused).toEqual([]);
});
