import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addSource } from '@/lib/access/configured-sources';
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
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
/** As GitLab's webhooks write it. */
const hookAt = (minute: number) => at(minute).replace('T', ' ').replace('.000Z', ' UTC');
const ada = { id: 7, username: 'ada', name: 'Ada' };
const bo = { id: 8, username: 'bo', name: 'Bo' };
const web = (name: string) => `https://gitlab.example/${name}`;

function requestOf(name: string, iid: number) {
  return {
    ...{ id: 100 + iid, iid, title: `Change ${iid}`, description: 'Why', state: 'merged' },
    ...{ author: ada, source_branch: `work-${iid}`, target_branch: 'main', labels: ['backend'] },
    ...{ sha: sha(iid + 1_000), merge_commit_sha: sha(iid), squash_commit_sha: null },
    ...{ created_at: at(iid), updated_at: at(iid + 5), merged_at: at(iid + 5), closed_at: null },
    web_url: `${web(name)}/-/merge_requests/${iid}`,
  };
}
const workOf = (iid: number) => ({
  ...{ id: sha(iid + 1_000), message: `Work ${iid}`, committed_date: at(iid) },
  ...{ author_name: 'Ada', author_email: 'ada@example.com', parent_ids: [sha(iid - 1)] },
});
const mergeOf = (name: string, iid: number) => ({
  ...workOf(iid),
  ...{ id: sha(iid), parent_ids: [sha(iid - 1), sha(iid + 1_000)], committed_date: at(iid + 5) },
  message: `Merge branch 'work-${iid}' into 'main'\n\nChange ${iid}\n\nSee merge request ${name}!${iid}`,
});
const pipelineOf = (name: string, iid: number) => ({
  ...{ id: iid, sha: sha(iid), ref: 'main', status: 'success', source: 'push' },
  ...{
    created_at: at(iid + 5),
    updated_at: at(iid + 8),
    web_url: `${web(name)}/-/pipelines/${iid}`,
  },
});
const deploymentOf = (iid: number) => ({
  ...{ id: iid, sha: sha(iid), ref: 'main', status: 'success', updated_at: at(iid + 9) },
  ...{ environment: { name: 'production' }, deployable: { id: 70 + iid } },
});
const finishedAt = (iid: number) => at(iid + 7).replace('.000', '.321');

/** A project of so many merge requests, with a pipeline and a deployment each. */
function play(name: string, count: number): void {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const base = `/api/v4/projects/1`;
  const since = (list: { updated_at: string }[]) => (query: URLSearchParams) => {
    expect(Object.fromEntries(query)).toMatchObject({ order_by: 'updated_at', sort: 'asc' });
    const from = query.get('updated_after') ?? '';
    // GitLab leaves it open whether the moment itself is meant.
    return list.filter(({ updated_at }) => updated_at > from);
  };
  host.routes = {
    [`/api/v4/projects/${name}`]: () => ({
      ...{ id: 1, path_with_namespace: name, web_url: web(name), default_branch: 'main' },
    }),
    [`${base}/merge_requests`]: since(numbers.map((iid) => requestOf(name, iid))),
    [`${base}/pipelines`]: since(numbers.map((iid) => pipelineOf(name, iid))),
    [`${base}/deployments`]: since(numbers.map(deploymentOf)),
  };
  for (const iid of numbers) {
    Object.assign(host.routes, {
      [`${base}/merge_requests/${iid}/commits`]: () => [workOf(iid)],
      [`${base}/merge_requests/${iid}/notes`]: () => [
        {
          id: 200 + iid,
          body: 'approved this merge request',
          system: true,
          author: bo,
          created_at: at(iid + 5),
        },
        { id: 300 + iid, body: 'Fine.', system: false, author: bo, created_at: at(iid + 3) },
      ],
      [`${base}/repository/commits/${sha(iid)}`]: () => mergeOf(name, iid),
      [`${base}/pipelines/${iid}`]: () => ({
        ...pipelineOf(name, iid),
        finished_at: finishedAt(iid),
      }),
    });
  }
}

async function backfill(repository: string) {
  const opened = await openBackfill({
    ...{ host: 'gitlab', repository, api: host.url, token: 'secret-token', firstPauseMs: 1 },
  });
  return runBackfill(db.prisma, opened, () => {});
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

beforeEach(() => {
  Object.assign(host, { mishaps: [], asked: [] });
});

describe('a backfill from GitLab', () => {
  it('makes a source where there is none, and brings all into the ledger', async () => {
    play('acme/sub/web', 60);
    host.mishaps = [
      { path: /merge_requests$/, status: 429, headers: { 'retry-after': '1' } },
      { path: /pipelines\/3$/, status: 502 },
    ];
    const end = await backfill('acme/sub/web');
    expect(end).toMatchObject({ isNewSource: true, done: 180, total: 180, read: 360, fresh: 360 });
    await applyAll();
    const [changes, reviews, checks, deployments] = await ledgerOf('acme/sub/web');
    expect([changes.length, reviews.length, checks.length, deployments.length]).toEqual([
      60, 60, 60, 60,
    ]);
    expect(changes[0]).toMatchObject({
      ...{ number: 1, title: 'Change 1', authorLogin: 'ada', outcome: 'merged' },
      ...{ labels: ['backend'], mergeSha: sha(1), branch: 'work-1', mergedAt: at(6) },
    });
    expect(reviews[0]).toMatchObject({ reviewer: 'bo', verdict: 'approved' });
    const settled = await db.prisma.delivery.groupBy({ by: ['event', 'state'], _count: true });
    // Comments that speak of no regression are ignored, as they are when a webhook brings them.
    expect(settled.filter(({ state }) => state !== 'applied')).toMatchObject([
      { event: 'Note Hook', state: 'ignored', _count: 60 },
    ]);
    expect(host.asked.every(({ proof }) => proof === 'secret-token')).toBe(true);
  });

  it('stores nothing twice when it runs again', async () => {
    play('acme/sub/web', 60);
    expect(await backfill('acme/sub/web')).toMatchObject({ isNewSource: false, fresh: 0 });
  });

  it('goes on where it was killed', async () => {
    play('acme/killed', 60);
    host.mishaps = Array.from({ length: 9 }, () => ({ path: /pipelines\/51$/, status: 500 }));
    await expect(backfill('acme/killed')).rejects.toThrow('GitLab answers 500');
    Object.assign(host, { mishaps: [], asked: [] });
    expect(await backfill('acme/killed')).toMatchObject({ goesOn: true, done: 180, total: 180 });
    expect(host.asked.some(({ url }) => url.includes('/merge_requests'))).toBe(false);
    expect(await db.prisma.delivery.count({ where: { deliveryId: { contains: 'killed' } } })).toBe(
      360,
    );
  });

  it.each([
    [401, 'GITLAB_TOKEN is wrong or has expired'],
    [404, 'or the token in GITLAB_TOKEN may not see it'],
  ])('says what %i means', async (status, words) => {
    host.mishaps = [{ path: /./, status }];
    await expect(backfill('acme/no')).rejects.toThrow(words);
  });

  it('needs a source that takes the repository', async () => {
    play('acme/foreign', 1);
    await db.prisma.source.updateMany({ data: { repositories: ['acme/web'] } });
    await expect(backfill('acme/foreign')).rejects.toThrow('No GitLab source takes acme/foreign');
    await db.prisma.source.updateMany({ data: { repositories: [] } });
  });

  it('ends in the ledger that webhooks of the same end in, also beside them', async () => {
    const draft = { kind: 'gitlab', name: 'Live', repositories: ['acme/live', 'acme/both'] };
    const { id: source } = await addSource(db.prisma, draft, 'Ada');
    for (const name of ['acme/asked', 'acme/both']) {
      play(name, 3);
      await backfill(name);
    }
    for (const name of ['acme/live', 'acme/both']) await sendWebhooks(source, name);
    await applyAll();
    const [, ...others] = await ledgerOf('acme/asked');
    const [, ...live] = await ledgerOf('acme/live');
    const [, ...both] = await ledgerOf('acme/both');
    expect(live).toEqual(others);
    expect(both).toEqual(others);
    expect(await wordsOf('acme/live')).toEqual(await wordsOf('acme/asked'));
    expect(await wordsOf('acme/both')).toEqual(await wordsOf('acme/asked'));
  });
});

/** What is judged and shown of changes; the moments in their facts differ by a millisecond. */
async function wordsOf(name: string) {
  const [changes] = await ledgerOf(name);
  return changes.map(({ facts: _, judgement: __, ...rest }: Record<string, unknown>) => rest);
}

/** What GitLab sends of the project that is played, in no good order. */
async function sendWebhooks(source: string, name: string): Promise<void> {
  const project = { id: 1, path_with_namespace: name, web_url: web(name), default_branch: 'main' };
  const hookCommit = ({
    id,
    message,
    committed_date,
    author_name,
    author_email,
  }: ReturnType<typeof workOf>) => ({
    ...{ id, message, timestamp: committed_date },
    author: { name: author_name, email: author_email },
  });
  const sent = [1, 2, 3].flatMap((iid): [string, object][] => {
    const { author, labels, web_url: url, ...request } = requestOf(name, iid);
    const attributes = { ...request, author_id: author.id, url };
    const head = { labels: labels.map((title) => ({ title })), object_kind: 'merge_request' };
    const { updated_at, web_url, ...pipeline } = pipelineOf(name, iid);
    const finished = hookAt(iid + 7);
    return [
      [
        'Deployment Hook',
        {
          ...{ object_kind: 'deployment', status: 'success', status_changed_at: hookAt(iid + 9) },
          ...{ deployment_id: iid, environment: 'production' },
          deployable_url: `${web(name)}/-/jobs/${70 + iid}`,
          commit_url: `${web(name)}/-/commit/${sha(iid)}`,
        },
      ],
      [
        'Pipeline Hook',
        {
          object_kind: 'pipeline',
          object_attributes: { ...pipeline, url: web_url, finished_at: finished },
        },
      ],
      [
        'Push Hook',
        {
          ...{ object_kind: 'push', ref: 'refs/heads/main', before: sha(iid - 1), after: sha(iid) },
          commits: [hookCommit(workOf(iid)), hookCommit(mergeOf(name, iid))],
        },
      ],
      [
        'Merge Request Hook',
        {
          ...{ ...head, user: bo },
          object_attributes: {
            ...attributes,
            action: 'approved',
            state: 'opened',
            updated_at: hookAt(iid + 5),
          },
        },
      ],
      [
        'Merge Request Hook',
        {
          ...{ ...head, user: ada },
          object_attributes: {
            ...{ ...attributes, action: 'merge', last_commit: hookCommit(workOf(iid)) },
            updated_at: at(iid + 5).replace('.000', '.001'),
          },
        },
      ],
    ];
  });
  for (const [index, [event, payload]] of sent.entries()) {
    const id = `${name}-${index}`;
    const body = new TextEncoder().encode(JSON.stringify({ ...payload, project }));
    const delivery = new VerifiedDelivery({ 'x-gitlab-event': event }, body, new Date());
    await accept(db.prisma, { source, id }, event, delivery);
  }
}
