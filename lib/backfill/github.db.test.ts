import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addSource } from '@/lib/access/configured-sources';
import { reconcile } from '@/lib/backfill/reconcile';
import { openBackfill, runBackfill } from '@/lib/backfill/run-backfill';
import { TestHost } from '@/lib/backfill/test-host';
import { testDatabase } from '@/lib/db/test-database';
import { accept } from '@/lib/intake/accept';
import { applyPending } from '@/lib/intake/claim';
import { VerifiedDelivery } from '@/lib/sources/source';

const db = testDatabase();
const host = new TestHost();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));

const sha = (number: number) => number.toString(16).padStart(40, 'c');
const at = (minute: number) =>
  new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString().replace('.000', '');
const user = { login: 'ada', type: 'User' };
const author = { name: 'Ada', email: 'ada@example.com', date: at(0) };

function pullOf(number: number) {
  return {
    ...{ number, title: `Change ${number}`, body: '', state: 'closed', user, merged: true },
    url: 'https://api.example/pulls',
    html_url: `https://github.example/acme/web/pull/${number}`,
    head: { ref: `work-${number}`, sha: sha(number + 1_000), repo: { id: 1 } },
    base: { ref: 'main' },
    labels: [{ name: 'backend' }],
    ...{ created_at: at(number), updated_at: at(number + 5), merged_at: at(number + 5) },
    merge_commit_sha: sha(number),
    ...{ additions: 10, deletions: 2, changed_files: 3, commits: 1 },
  };
}
const reviewOf = (number: number) => ({
  ...{ id: 5_000 + number, state: 'APPROVED', submitted_at: at(number + 2), user: { login: 'bo' } },
});
const runOf = (number: number, head: string, id: number) => ({
  ...{ id, head_sha: head, name: 'test', status: 'completed', conclusion: 'success' },
  ...{ completed_at: at(number + 6), html_url: 'https://ci.example/1' },
});
const deploymentOf = (id: number) => ({
  ...{ id, sha: sha(id), environment: 'production', created_at: at(id) },
});
const statusOf = (id: number) => ({
  ...{ id: 7_000 + id, state: 'success', created_at: at(id + 1), updated_at: at(id + 1) },
});

/** A repository of so many merged pull requests, deployed each. */
function play(name: string, count: number): void {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const base = `/repos/${name}`;
  host.routes = {
    [base]: () => ({
      ...{ full_name: name, html_url: `https://github.example/${name}`, default_branch: 'main' },
    }),
    [`${base}/issues`]: (query) => {
      expect(Object.fromEntries(query)).toMatchObject({ sort: 'updated', direction: 'asc' });
      const since = query.get('since') ?? '';
      return numbers
        .map((number) => ({ number, updated_at: pullOf(number).updated_at, pull_request: {} }))
        .filter(({ updated_at }) => since === '' || Date.parse(updated_at) >= Date.parse(since));
    },
    [`${base}/deployments`]: () => numbers.map(deploymentOf).reverse(),
  };
  for (const number of numbers) {
    Object.assign(host.routes, {
      [`${base}/pulls/${number}`]: () => pullOf(number),
      [`${base}/pulls/${number}/reviews`]: () => [reviewOf(number)],
      [`${base}/commits/${sha(number)}`]: () => ({
        ...{ sha: sha(number), author: user, committer: user, parents: [{ sha: sha(number - 1) }] },
        commit: { message: `Change ${number} (#${number})`, author, committer: author },
      }),
      [`${base}/commits/${sha(number)}/check-runs`]: () => ({
        ...{ total_count: 1, check_runs: [runOf(number, sha(number), 9_000 + number)] },
      }),
      [`${base}/commits/${sha(number + 1_000)}/check-runs`]: () => ({
        ...{ total_count: 1, check_runs: [runOf(number, sha(number + 1_000), 8_000 + number)] },
      }),
      [`${base}/deployments/${number}/statuses`]: () => [statusOf(number)],
    });
  }
}

async function backfill(repository: string, since?: string, again = false) {
  const opened = await openBackfill({
    ...{ host: 'github', repository, api: host.url, token: 'secret-token', firstPauseMs: 1, since },
    again,
  });
  const waits: (Date | undefined)[] = [];
  const end = await runBackfill(db.prisma, opened, (progress) => waits.push(progress.waitingUntil));
  return { ...end, hasWaited: waits.some((one) => one !== undefined) };
}
async function applyAll(): Promise<void> {
  while ((await applyPending(db.prisma)) > 0);
}
/** All that the ledger says of a repository, without its number. */
async function ledgerOf(name: string) {
  const { id: repositoryId } = await db.prisma.repository.findUniqueOrThrow({ where: { name } });
  const where = { where: { repositoryId } };
  const [changes, reviews, checks, deployments] = await Promise.all([
    db.prisma.change.findMany({ ...where, orderBy: { key: 'asc' } }),
    db.prisma.review.findMany({ ...where, orderBy: { key: 'asc' } }),
    db.prisma.checkRun.findMany({ ...where, orderBy: [{ sha: 'asc' }, { finishedAt: 'asc' }] }),
    db.prisma.deployment.findMany({ ...where, orderBy: { key: 'asc' } }),
  ]);
  const told = [changes, reviews, checks, deployments].map((list) =>
    list.map(({ repositoryId: _, ...rest }) => rest),
  );
  return JSON.parse(JSON.stringify(told).replaceAll(name, 'acme/it'));
}
const standing = (repository: string) =>
  db.prisma.backfill.findFirstOrThrow({ where: { repository } });

beforeEach(() => {
  Object.assign(host, { mishaps: [], asked: [], onAsk: () => {} });
});

describe('a backfill from GitHub', () => {
  it('brings changes, reviews, checks and deployments into the ledger', async () => {
    play('acme/web', 60);
    const end = await backfill('acme/web');
    expect(end).toMatchObject({ source: 'github', done: 120, total: 120, read: 360, fresh: 360 });
    await applyAll();
    const [changes, reviews, checks, deployments] = await ledgerOf('acme/web');
    expect([changes.length, reviews.length, checks.length, deployments.length]).toEqual([
      60, 60, 120, 60,
    ]);
    expect(changes[0]).toMatchObject({
      ...{ number: 1, title: 'Change 1', authorLogin: 'ada', outcome: 'merged', additions: 10 },
      ...{ labels: ['backend'], mergeSha: sha(1), branch: 'work-1', absorbedBy: null },
    });
    expect(await standing('acme/web')).toMatchObject({ state: 'done', done: 120, error: null });
    expect(await db.prisma.delivery.count({ where: { state: { not: 'applied' } } })).toBe(0);
    // Not the moment at which it was asked for, but that of the newest event.
    const { observedThrough } = await db.prisma.repository.findFirstOrThrow();
    expect(observedThrough).toEqual(new Date(at(66)));
  });

  it('keeps the token to itself and addresses of the API out of what is stored', async () => {
    const [one] = await db.prisma.delivery.findMany({ where: { event: 'pull_request' }, take: 1 });
    const text = Buffer.from(one?.body ?? []).toString();
    expect(text).toContain('https://github.example/acme/web/pull/');
    expect(text).not.toMatch(/api\.example|secret-token|"repo":/);
  });

  it('stores nothing twice when it runs again', async () => {
    play('acme/web', 60);
    expect(await backfill('acme/web')).toMatchObject({ fresh: 0, goesOn: false });
  });

  it('reads what is new since the last', async () => {
    play('acme/web', 61);
    expect((await backfill('acme/web')).fresh).toBe(6);
  });

  it('leaves out what was not updated since a day', async () => {
    play('acme/since', 3);
    expect((await backfill('acme/since', '2026-03-02')).read).toBe(0);
    expect((await backfill('acme/since', '2026-03-01')).read).toBe(18);
  });
});

describe('a token that may not read all', () => {
  it('brings the rest, says so, and a better one brings all', async () => {
    play('acme/fine', 3);
    host.mishaps = Array.from({ length: 20 }, () => ({
      path: /check-runs|deployments/,
      status: 403,
    }));
    const end = await backfill('acme/fine');
    expect(end.fresh).toBe(9);
    expect([...end.leftOut].sort()).toEqual([
      expect.stringContaining('Check runs were left out'),
      expect.stringContaining('The deployments were left out'),
    ]);
    host.mishaps = [];
    expect(await backfill('acme/fine', undefined, true)).toMatchObject({ read: 18, fresh: 9 });
  });
});

describe('a backfill that is disturbed', () => {
  it.each([
    ['429 with Retry-After', 429, { 'retry-after': '1' }, true],
    ['a secondary limit', 403, { 'retry-after': '1' }, true],
    ['none remaining', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, false],
    ['502', 502, {}, false],
  ])('gets over %s', async (words, status, headers, hasWaited) => {
    const name = `acme/${words.replaceAll(/\W/g, '-')}`;
    play(name, 2);
    host.mishaps = [{ path: /reviews$/, status, headers }];
    expect(await backfill(name)).toMatchObject({ fresh: 12, hasWaited });
  });

  it('goes on where it was killed', async () => {
    play('acme/killed', 60);
    host.mishaps = Array.from({ length: 9 }, () => ({ path: /pulls\/51$/, status: 500 }));
    await expect(backfill('acme/killed')).rejects.toThrow('GitHub answers 500');
    expect(await standing('acme/killed')).toMatchObject({ state: 'failed', done: 49 });
    // A process that is killed can note nothing.
    await db.prisma.$executeRaw`update backfill set state = 'running', error = null`;

    Object.assign(host, { mishaps: [], asked: [] });
    expect(await backfill('acme/killed')).toMatchObject({ goesOn: true, done: 120, total: 120 });
    expect(host.asked.some(({ url }) => url.endsWith('/pulls/49'))).toBe(false);
    expect(host.asked.some(({ url }) => url.endsWith('/pulls/51'))).toBe(true);
    await applyAll();
    expect((await ledgerOf('acme/killed'))[0]).toHaveLength(60);
  });

  it('is refused while another one of the same repository runs', async () => {
    play('acme/twice', 1);
    let second: Promise<unknown> | undefined;
    host.onAsk = (path) => {
      if (path.endsWith('/pulls/1')) second ??= backfill('acme/twice').catch(String);
    };
    await backfill('acme/twice');
    expect(await second).toContain('is running already');
  });

  it.each([
    [401, 'GITHUB_TOKEN is wrong or has expired'],
    [403, 'may not read /repos/acme/no'],
    [404, 'or the token in GITHUB_TOKEN may not see it'],
  ])('says what %i means', async (status, words) => {
    host.mishaps = [{ path: /./, status }];
    await expect(backfill('acme/no')).rejects.toThrow(words);
  });

  it('takes the token to no other host', async () => {
    const location = host.url.replace('127.0.0.1', 'localhost');
    host.mishaps = [{ path: /./, status: 301, headers: { location } }];
    await expect(backfill('acme/no')).rejects.toThrow('the token is for http://127.0.0.1');
    expect(host.asked).toHaveLength(1);
  });

  it('follows a rename on the same host', async () => {
    play('acme/new', 1);
    host.mishaps = [{ path: /old$/, status: 301, headers: { location: '/repos/acme/new' } }];
    expect(await backfill('acme/old')).toMatchObject({ repository: 'acme/new', fresh: 6 });
  });
});

it('ends in the ledger that webhooks of the same end in, also beside them', async () => {
  play('acme/asked', 3);
  await backfill('acme/asked');
  await applyAll();

  const { id: source } = await addSource(
    db.prisma,
    {
      ...{ kind: 'github', name: 'Live', repositories: ['acme/live', 'acme/both'] },
    },
    'Ada',
  );
  play('acme/both', 3);
  await backfill('acme/both');
  for (const name of ['acme/live', 'acme/both']) await sendWebhooks(source, name);
  await applyAll();
  expect(await ledgerOf('acme/live')).toEqual(await ledgerOf('acme/asked'));
  expect(await ledgerOf('acme/both')).toEqual(await ledgerOf('acme/asked'));
});

/** What GitHub sends of the repository that is played, in no good order. */
async function sendWebhooks(source: string, name: string): Promise<void> {
  const repository = {
    ...{ full_name: name, html_url: `https://github.example/${name}`, default_branch: 'main' },
  };
  const sent = [1, 2, 3].flatMap((number): [string, object][] => {
    const person = { name: 'Ada', email: 'ada@example.com', username: 'ada' };
    const message = `Change ${number} (#${number})`;
    const commit = {
      id: sha(number),
      message,
      timestamp: at(0),
      author: person,
      committer: person,
    };
    const push = { ref: 'refs/heads/main', before: sha(number - 1), after: sha(number) };
    const pushedAt = Date.parse(at(number + 5)) / 1_000;
    return [
      ['check_run', { check_run: runOf(number, sha(number), 9_000 + number) }],
      ['check_run', { check_run: runOf(number, sha(number + 1_000), 8_000 + number) }],
      ['push', { ...push, commits: [commit], repository: { ...repository, pushed_at: pushedAt } }],
      ['pull_request_review', { review: reviewOf(number), pull_request: { number } }],
      ['pull_request', { action: 'closed', pull_request: pullOf(number) }],
      [
        'deployment_status',
        { deployment_status: statusOf(number), deployment: deploymentOf(number) },
      ],
    ];
  });
  for (const [index, [event, payload]] of sent.entries()) {
    const id = `${name}-${index}`;
    const headers = { 'x-github-event': event, 'x-github-delivery': id };
    const body = new TextEncoder().encode(JSON.stringify({ repository, ...payload }));
    const delivery = new VerifiedDelivery(headers, body, new Date());
    await accept(db.prisma, { source, id }, event, delivery);
  }
}

it('what is new since is found by the nightly comparison with the host, where a token is at hand', async () => {
  play('acme/reconciled', 3);
  await backfill('acme/reconciled');
  play('acme/reconciled', 5);
  expect(await reconcile(db.prisma, {})).toBe(0);
  expect(await reconcile(db.prisma, { github: 'secret-token' })).toBeGreaterThan(0);
  await applyAll();
  const [changes] = await ledgerOf('acme/reconciled');
  expect(changes).toHaveLength(5);
  expect(await reconcile(db.prisma, { github: 'secret-token' })).toBe(0);
});
