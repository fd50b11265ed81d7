import { type APIRequestContext, type Browser, request } from '@playwright/test';
import { applicationUrl } from '@/e2e/application';
import { expect, npmRun, test } from '@/e2e/fixtures';
import { member } from '@/e2e/member';
import { type Rule, reaches, rules } from '@/lib/access/roles';
import { roles } from '@/lib/domain/member';

const all: [string, Rule][] = Object.entries(rules);
const routes = all.filter(([name]) => !name.startsWith('PAGE '));
/** An empty body is all that these take: other tests need the sample as it is. */
const wouldAct: ReadonlySet<string> = new Set(['POST /api/v1/sample', 'DELETE /api/v1/sample']);
const pages = all.filter(([name]) => name.startsWith('PAGE '));

/** An address of the place in the tree, with parts that name nothing. */
const addressOf = (name: string) =>
  name
    .replace(/^\w+ /, '')
    .replace('[source]', 'nothing')
    .replace('[...id]', 'nobody/nothing/1')
    .replace('[...all]', 'get-session')
    .replace('[id]', '1');

/** Asks with a body that nothing comes of: what is refused is refused before it is read. */
function ask(client: APIRequestContext, name: string, headers: Record<string, string> = {}) {
  const [method = 'GET'] = name.split(' ');
  return client.fetch(addressOf(name), {
    method,
    headers: { origin: applicationUrl, 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { data: '{}' }),
    maxRedirects: 0,
  });
}

/** What answers where somebody was let in, whatever came of the empty body. */
const letIn = (status: number) => status !== 401 && status !== 403;

const asNobody = () =>
  request.newContext({ baseURL: applicationUrl, storageState: { cookies: [], origins: [] } });

test('nobody who is not signed in gets in anywhere but where anyone may', async () => {
  const client = await asNobody();
  for (const [name, rule] of routes) {
    const response = await ask(client, name);
    if (rule.open === 'anyone') expect(letIn(response.status()), name).toBe(true);
    else if (rule.open === undefined) expect(response.status(), name).toBe(401);
  }
  for (const [name, rule] of pages) {
    const response = await client.get(addressOf(name), { maxRedirects: 0 });
    if (rule.open === 'anyone') expect(response.status(), name).toBe(200);
    else expect(response.headers().location, name).toMatch(/\/sign-in\?next=/);
  }
  await client.dispose();
});

for (const role of roles) {
  test(`a member of the role ${role} may do what the table says, and no more`, async () => {
    const client = await request.newContext({
      baseURL: applicationUrl,
      storageState: (await member(role)).state,
    });
    for (const [name, rule] of routes) {
      const may = rule.open !== undefined || (rule.role !== undefined && reaches(role, rule.role));
      if (may && wouldAct.has(name)) continue;
      const status = (await ask(client, name)).status();
      if (may) expect(letIn(status) || rule.open === 'signature', `${name}: ${status}`).toBe(true);
      // Where only tokens may, people are asked for one.
      else expect(status, name).toBe(rule.role === undefined ? 401 : 403);
    }
    for (const [name, rule] of pages) {
      const may = rule.role === undefined || reaches(role, rule.role);
      const response = await client.get(addressOf(name), { maxRedirects: 0 });
      if (may) expect([200, 307, 404], name).toContain(response.status());
      else expect(response.status(), name).toBe(403);
    }
    await client.dispose();
  });
}

test('a token may do what its scope says, and no more', async () => {
  const client = await asNobody();
  for (const scope of ['post', 'read', 'gate'] as const) {
    const token = npmRun('token', 'create', scope, '--scope', scope).trim().split('\n').at(-1);
    for (const [name, rule] of routes.filter(([, one]) => one.open === undefined)) {
      const response = await ask(client, name, {
        authorization: `Bearer ${token}`,
      });
      if (rule.scope === scope) expect(letIn(response.status()), name).toBe(true);
      else expect(response.status(), name).toBe(403);
    }
  }
  await client.dispose();
});

test('whoever sees only their teams’ repositories finds nothing of the others', async ({
  post,
  request: administrator,
  repository,
}) => {
  const hidden = `${repository}-hidden`;
  const merged = (name: string) => ({
    type: 'change.merged',
    repository: name,
    number: 1,
    title: 'A change',
    mergedAt: '2026-10-01T12:00:00Z',
    author: { login: 'somebody' },
  });
  const told = (name: string) => [
    merged(name),
    {
      type: 'incident.opened',
      repository: name,
      incident: 'INC-1',
      title: 'It is down',
      at: '2026-10-02T12:00:00Z',
    },
    {
      type: 'deployment.finished',
      repository: name,
      deployment: 'd-1',
      sha: 'a'.repeat(40),
      environment: 'production',
      conclusion: 'succeeded',
      at: '2026-10-02T11:00:00Z',
    },
  ];
  expect((await post([...told(repository), ...told(hidden)])).status).toBe(200);
  const team = `team-${Date.now()}`;
  const before = await (await administrator.get('/api/v1/settings')).json();
  const value = [...before.settings.teams, { id: team, name: team, repositories: [repository] }];
  const changed = await administrator.put('/api/v1/settings', {
    data: { key: 'teams', value, reason: 'A team of its own.' },
  });
  expect(changed.status()).toBe(200);
  const client = await request.newContext({
    baseURL: applicationUrl,
    storageState: (await member('editor', [team])).state,
  });
  const status = await (await client.get('/api/v1/status')).json();
  expect(status.repositories.map(({ name }: { name: string }) => name)).toEqual([repository]);
  const changes = await (await client.get('/api/v1/changes?authorship=unknown,human')).json();
  expect(changes.rows.map((row: { repository: string }) => row.repository)).toEqual([repository]);
  expect((await client.get(`/api/v1/changes?repository=${hidden}`)).ok()).toBe(true);
  for (const list of ['incidents', 'deployments']) {
    const search = `repository=${repository},${hidden}`;
    const rows = await (await client.get(`/api/v1/${list}.json?${search}`)).json();
    expect(rows.map((row: { repository: string }) => row.repository)).toEqual([repository]);
    expect(await (await client.get(`/api/v1/${list}.csv`)).text()).not.toContain(hidden);
  }
  expect((await client.get(`/api/v1/change?id=${repository}/1`)).status()).toBe(200);
  expect((await client.get(`/api/v1/change?id=${hidden}/1`)).status()).toBe(404);
  expect((await client.get(`/changes/${hidden}/1`)).status()).toBe(404);
  const override = (id: string) =>
    client.put('/api/v1/override', {
      data: { id, authorship: 'human', reason: 'It was typed by hand.' },
    });
  expect((await override(`${hidden}/1`)).status()).toBe(404);
  expect((await override(`${repository}/1`)).status()).toBe(200);
  await client.dispose();
});

test('a page of another site cannot have a signed-in browser change anything', async ({
  request: administrator,
}) => {
  const forged = { data: { key: 'retention', value: { rawDays: 1 }, reason: 'Because I can.' } };
  for (const headers of [
    { origin: 'https://example.org' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]) {
    const response = await administrator.put('/api/v1/settings', { ...forged, headers });
    expect(response.status()).toBe(403);
  }
  const writing = all.filter(([name, { open }]) => !/^(GET|PAGE) /.test(name) && !open);
  for (const [name, rule] of writing) {
    const response = await ask(administrator, name, { origin: 'https://example.org' });
    // Where tokens alone may, a browser has nothing that counts.
    expect(response.status(), name).toBe(rule.role === undefined ? 401 : 403);
  }
  for (const path of ['sign-out', 'update-user', 'change-password', 'two-factor/disable']) {
    const response = await administrator.post(`/api/auth/${path}`, {
      headers: { origin: 'https://example.org' },
      data: { name: 'Forged', password: 'forged', currentPassword: 'a', newPassword: 'b' },
    });
    expect(response.status(), path).toBe(403);
  }
  const form = await administrator.put('/api/v1/settings', {
    headers: { 'content-type': 'text/plain' },
    data: JSON.stringify(forged.data),
  });
  expect(form.status()).toBe(415);
});

test('signing in tells nothing of who is a member, and gives every session its own id', async () => {
  const client = await asNobody();
  const tried = async (email: string) => {
    const data = { email, password: 'not the password 123' };
    const response = await client.post('/api/auth/sign-in/email', { data });
    return { status: response.status(), text: await response.text() };
  };
  const known = await tried('admin@example.org');
  expect(known.status).toBe(401);
  expect(await tried(`nobody-${Date.now()}@example.org`)).toEqual(known);

  // A session that was planted before is not the one after signing in.
  const { cookies } = (await member('viewer')).state;
  const [session] = cookies;
  expect(session).toMatchObject({
    name: '__Host-aftermerge.session_token',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
  });
  const again = (await member('viewer')).state;
  expect(again.cookies[0]?.value).not.toBe(session?.value);
  await client.dispose();
});

test('signing in takes JSON alone, so that nobody is signed in past the limit of their account', async () => {
  const client = await asNobody();
  const form = { email: 'admin@example.org', password: 'not the password 123' };
  const response = await client.post('/api/auth/sign-in/email', { form });
  expect(response.status()).toBe(415);
  await client.dispose();
});

test('what no page asks of signing in for is not there', async ({ request: administrator }) => {
  for (const path of [
    ...['verify-password', 'get-access-token', 'refresh-token', 'change-email', 'delete-user'],
    ...['send-verification-email', 'two-factor/send-otp', 'two-factor/verify-otp'],
    ...['two-factor/get-totp-uri', 'two-factor/generate-backup-codes'],
  ]) {
    // No password: that would be tried against the account of all tests.
    const response = await administrator.post(`/api/auth/${path}`, { data: {} });
    expect(response.status(), path).toBe(404);
  }
  for (const path of ['account-info', 'verify-email', 'delete-user/callback']) {
    expect((await administrator.get(`/api/auth/${path}?token=a`)).status(), path).toBe(404);
  }
});

test('a session that was ended opens nothing any more', async () => {
  const { state } = await member('viewer');
  const client = await request.newContext({ baseURL: applicationUrl, storageState: state });
  expect((await client.get('/api/v1/status')).status()).toBe(200);
  const headers = { origin: applicationUrl };
  expect((await client.post('/api/auth/sign-out', { data: {}, headers })).ok()).toBe(true);
  const thief = await request.newContext({ baseURL: applicationUrl, storageState: state });
  expect((await thief.get('/api/v1/status')).status()).toBe(401);
  await Promise.all([client.dispose(), thief.dispose()]);
});

test('what comes from outside is text on every page, never markup or a way out', async ({
  browser,
  page,
  post,
  repository,
}) => {
  const title =
    '<img src=x onerror="document.title=1"><script>document.title=2</script> \u202eevil';
  const said = await post({
    type: 'change.merged',
    repository,
    number: 7,
    title,
    url: `https://example.org/${repository}/7`,
    mergedAt: '2026-10-01T12:00:00Z',
    author: { login: 'somebody' },
  });
  expect(said.status).toBe(200);
  await page.goto(`/changes/${repository}/7`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x');
  await expect(page).not.toHaveTitle(/^[12]$/);
  const wrong = await post({
    type: 'change.merged',
    repository,
    number: 8,
    title: 'A way out',
    url: 'javascript:alert(1)',
    mergedAt: '2026-10-01T12:00:00Z',
    author: { login: 'somebody' },
  });
  expect(wrong.status).toBe(400);
  await noScriptWithoutNonce(browser);
});

/** A script that somehow came into a page without its nonce does not run. */
async function noScriptWithoutNonce(browser: Browser): Promise<void> {
  const context = await browser.newContext({ baseURL: applicationUrl });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = true">');
  });
  await expect(page.locator('img[onerror]')).toHaveCount(1);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await context.close();
}
