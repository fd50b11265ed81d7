import { expect, test } from '@/e2e/fixtures';

const merged = (repository: string, number: number, more: object = {}) => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  mergedAt: `2025-03-0${number}T12:00:00Z`,
  authorship: 'agent',
  agent: 'claude-code',
  ...more,
});
const broke = (repository: string, number: number) => ({
  type: 'regression.reported',
  repository,
  report: `smoke-${number}`,
  at: `2025-03-0${number + 2}T12:00:00Z`,
  change: { number },
  title: `Change ${number} broke the smoke test`,
});
const accepted = (...indexes: number[]) => ({
  status: 200,
  answer: {
    accepted: indexes.length,
    duplicate: 0,
    ignored: 0,
    rejected: 0,
    results: indexes.map((index) => ({ index, result: 'accepted' })),
  },
});

test('CI posts one event, an array, and lines', async ({ post, repository }) => {
  expect(await post(merged(repository, 1))).toEqual(accepted(0));
  expect(await post([merged(repository, 2), merged(repository, 3)])).toEqual(accepted(0, 1));
  const lines = [merged(repository, 4), merged(repository, 5)].map((one) => JSON.stringify(one));
  expect(await post(`${lines.join('\n')}\n`)).toEqual(accepted(0, 1));
});

test('a bad event is rejected with path and reason, and its neighbours are taken', async ({
  post,
  repository,
}) => {
  const said = await post([
    merged(repository, 1),
    merged(repository, 2, { mergedAt: 'yesterday' }),
    merged(repository, 3),
  ]);
  expect(said).toEqual({
    status: 200,
    answer: {
      accepted: 2,
      duplicate: 0,
      ignored: 0,
      rejected: 1,
      results: [
        { index: 0, result: 'accepted' },
        { index: 1, result: 'rejected', path: 'mergedAt', reason: expect.stringMatching(/\w+/) },
        { index: 2, result: 'accepted' },
      ],
    },
  });
});

test('a request of nothing but bad events is a bad request', async ({ post, repository }) => {
  const said = await post(merged(repository, 1, { authorship: 'robot' }));
  expect(said).toMatchObject({
    status: 400,
    answer: { rejected: 1, error: { code: 'bad-request', path: 'authorship' } },
  });
});

test('an event posted again is a duplicate and changes nothing', async ({
  post,
  repository,
  request,
}) => {
  const event = merged(repository, 1);
  await post(event);
  expect(await post(event)).toMatchObject({ status: 200, answer: { accepted: 0, duplicate: 1 } });
  const changes = await request.get(`/api/v1/changes?${choice(repository)}`);
  expect(await changes.json()).toMatchObject({ total: 1 });
});

test('nobody posts without a token or with a wrong one', async ({ request, repository }) => {
  const data = merged(repository, 1);
  const without = await request.post('/api/v1/events', { data });
  expect(without.status()).toBe(401);
  const authorization = `Bearer am_${'0'.repeat(40)}`;
  const wrong = await request.post('/api/v1/events', { data, headers: { authorization } });
  expect(wrong.status()).toBe(401);
});

test('more events than are taken at once are too many', async ({ post }) => {
  const said = await post(Array.from({ length: 10_001 }, () => ({})));
  expect(said).toMatchObject({ status: 413, answer: { error: { code: 'too-large' } } });
});

test('what was posted is counted, listed and shown', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([
    merged(repository, 1),
    merged(repository, 2),
    merged(repository, 3, { authorship: 'human', agent: undefined }),
    broke(repository, 1),
  ]);
  const search = choice(repository);

  const trend = await request.get(`/api/v1/trend?${search}&period=month`);
  expect(await trend.json()).toMatchObject({
    series: [
      { authorship: 'agent', points: [{ start: '2025-03-01', changes: 2, regressions: 1 }] },
      { authorship: 'human', points: [{ start: '2025-03-01', changes: 1, regressions: 0 }] },
    ],
    definition: { windowDays: 30 },
  });
  const changes = await request.get(`/api/v1/changes?${search}`);
  expect(await changes.json()).toMatchObject({
    rows: [{ number: 3 }, { number: 2 }, { number: 1, regressedOnDay: 2 }],
    total: 3,
  });
  const regressions = await request.get(`/api/v1/regressions?${search}`);
  expect(await regressions.json()).toMatchObject({
    rows: [{ kind: 'reported', change: { number: 1 }, cause: { id: 'smoke-1' } }],
    total: 1,
  });

  await page.goto(`/regressions?${search}`);
  await page.getByRole('grid').getByRole('link', { name: 'Change 1', exact: true }).click();
  await expect(page.getByRole('article')).toContainText('Change 1 broke the smoke test');
});

test.describe('a JUnit report', () => {
  const sha = 'a'.repeat(40);
  const report = `<testsuites><testsuite name="cart">
    <testcase classname="cart" name="adds up"/>
    <testcase classname="cart" name="rounds"><failure message="1 is not 2"/></testcase>
  </testsuite></testsuites>`;

  test('becomes a check of its change that names the tests that failed, once', async ({
    page,
    post,
    repository,
    request,
    token,
  }) => {
    await post(merged(repository, 1, { mergeSha: sha }));
    const send = (data: string, at: string) =>
      request.post(`/api/v1/checks/junit?repository=${repository}&sha=${sha}&at=${at}`, {
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
        data: Buffer.from(data),
      });
    const first = await send(report, '2025-03-01T11:00:00Z');
    const told = { conclusion: 'failed', passed: 1, failed: 1, failures: ['cart > rounds'] };
    expect(await first.json()).toMatchObject({ result: 'accepted', ...told });
    const again = await send(report, '2025-03-01T11:00:00Z');
    expect(await again.json()).toMatchObject({ result: 'duplicate', ...told });
    await send('<testsuite><testcase name="rounds"/></testsuite>', '2025-03-01T11:10:00Z');

    await page.goto(`/changes/${repository}/1`);
    await expect(page.getByText('failed: cart > rounds (flaky')).toBeVisible();
  });

  for (const [what, query, body, path] of [
    ['that is no XML', `sha=${sha}`, 'all is well', 'body'],
    ['of no commit', '', report, 'sha'],
    ['of a moment that is none', `sha=${sha}&at=yesterday`, report, 'at'],
  ] as const) {
    test(`${what} is refused by the name of the field`, async ({ request, repository, token }) => {
      const said = await request.post(`/api/v1/checks/junit?repository=${repository}&${query}`, {
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
        data: Buffer.from(body),
      });
      expect(said.status()).toBe(400);
      expect((await said.json()).error).toMatchObject({ code: 'bad-request', path });
    });
  }

  test('is taken from nobody without a token', async ({ request, repository }) => {
    const address = `/api/v1/checks/junit?repository=${repository}&sha=${sha}`;
    const said = await request.post(address, { data: Buffer.from(report) });
    expect(said.status()).toBe(401);
  });
});

for (const [path, field] of [
  ['/api/v1/trend?window=31', 'window'],
  ['/api/v1/changes?authorship=robot', 'authorship'],
  ['/api/v1/regressions?from=yesterday', 'from'],
  ['/api/v1/changes?colour=red', 'colour'],
] as const) {
  test(`GET ${path} is refused by the name of the field`, async ({ request }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(400);
    const { error } = await response.json();
    expect(error.code).toBe('bad-request');
    expect(error.path).toMatch(new RegExp(`^${field}\\b`));
    expect(error.message).toContain(field);
  });
}

function choice(repository: string): URLSearchParams {
  return new URLSearchParams({ repository, from: '2025-03-01', to: '2025-03-31' });
}
