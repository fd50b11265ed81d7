import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { statusQuestion } from '@/lib/api/status';
import { trendQuestion } from '@/lib/api/trend';
import { connect } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { deleteRepository, whatGoes } from '@/lib/intake/delete-repository';
import { keeping } from '@/lib/intake/keeping';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression } from '@/lib/ledger/decisions';
import { emptied } from '@/lib/ledger/ledger-contents';
import { importLock, repositoryLock } from '@/lib/ledger/locked-repository';
import { overrideAuthorship } from '@/lib/ledger/overrides';
import { status } from '@/lib/measure/status';
import { trend } from '@/lib/measure/trend';
import { refreshRollup, rollupDifferences } from '@/lib/rollup/rollup';
import { loadSample } from '@/lib/sample/load';

const database = testDatabase();
const name = 'sample/checkout';
const other = 'sample/billing';
const formerName = 'sample/till';
const reason = 'it was a trial';
const who = 'ann';

const Rows = z.object({ count: z.int(), digest: z.nullable(z.string()) });

/** How many rows each table holds that a repository's id is in, and a digest of what they say. */
async function rowsOf(which: Prisma.Sql): Promise<Record<string, z.output<typeof Rows>>> {
  const tables = await rows(
    database.prisma,
    z.object({ name: z.string() }),
    Prisma.sql`select table_name as name from information_schema.columns
      where column_name = 'repository_id' and table_schema = current_schema() order by 1`,
  );
  const held: Record<string, z.output<typeof Rows>> = {};
  for (const table of tables) {
    const [found] = await rows(
      database.prisma,
      Rows,
      Prisma.sql`select count(*)::int as count, md5(string_agg(t::text, ',' order by t::text)) as digest
        from ${Prisma.raw(table.name)} t where ${which}`,
    );
    if (found !== undefined) held[table.name] = found;
  }
  return held;
}

/** How many wait for a lock that somebody else has. */
async function countWaiting(): Promise<number> {
  const [found] = await rows(
    database.prisma,
    z.object({ count: z.int() }),
    Prisma.sql`select count(*)::int as count from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return found?.count ?? 0;
}

/** How often each table was read through. */
async function readThrough(): Promise<Record<string, number>> {
  const { prisma } = database;
  // A connection is sure to have told what it read only when it has ended.
  await prisma.$disconnect();
  await vi.waitFor(async () => expect(await countConnections()).toBe(1));
  const tables = await rows(
    prisma,
    z.object({ name: z.string(), scans: z.int() }),
    Prisma.sql`select relname as name, seq_scan::int as scans from pg_stat_user_tables
      where schemaname = current_schema()`,
  );
  return Object.fromEntries(tables.map(({ name: table, scans }) => [table, scans]));
}

async function countConnections(): Promise<number> {
  const [found] = await rows(
    database.prisma,
    z.object({ count: z.int() }),
    Prisma.sql`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'`,
  );
  return found?.count ?? 0;
}

const idOf = async (called: string) =>
  (await database.prisma.repository.findUniqueOrThrow({ where: { name: called } })).id;

const stored = (deliveryId: string, repositories: string[], state = 'applied') => ({
  source: 'github',
  deliveryId,
  event: 'push',
  headers: {},
  body: new Uint8Array([123, 125]),
  state,
  repositories,
});
const deliveryIds = async () =>
  (await database.prisma.delivery.findMany({ orderBy: { deliveryId: 'asc' } })).map(
    ({ deliveryId }) => deliveryId,
  );

const merged = (more: object = {}) =>
  LedgerEvent.parse({
    type: 'change.merged',
    repository: name,
    number: 1,
    title: 'Begin anew',
    author: { login: 'ada' },
    mergedAt: '2026-05-30T10:00:00Z',
    ...more,
  });
const renamed = LedgerEvent.parse({
  type: 'repository.renamed',
  repository: name,
  from: formerName,
  at: '2026-05-01T10:00:00Z',
});

beforeEach(async () => {
  const { prisma } = database;
  await emptied(prisma);
  await prisma.$executeRaw`
    truncate delivery, regression_decision, authorship_override, accepted_event`;
  await loadSample(prisma, { until: '2026-06-01', scale: 0.05 });
  await applyBatch(prisma, [renamed], { rank: 'host' });
  for (const repository of [name, other]) {
    const repositoryId = await idOf(repository);
    const change = await prisma.change.findFirstOrThrow({ where: { repositoryId } });
    const { id } = await prisma.regression.findFirstOrThrow({ where: { repositoryId } });
    await overrideAuthorship(
      prisma,
      { repository, key: change.key },
      { authorship: 'human', reason },
      who,
    );
    const decision = { repository, regressionId: id, decision: 'confirmed', reason } as const;
    await decideRegression(prisma, decision, who);
    await prisma.acceptedEvent.create({ data: { repositoryId, eventId: 'e-1' } });
  }
  await prisma.delivery.createMany({
    data: [
      stored('its own', [name]),
      stored('of its former name', [formerName]),
      stored('replayed', [name, formerName], 'pending'),
      stored('shared', [name, other]),
      stored('of another', [other]),
      stored('of none', [], 'dead'),
    ],
  });
  await refreshRollup(prisma);
});

describe('what goes with a repository', () => {
  it('is what then goes, and nothing of any other', async () => {
    const { prisma } = database;
    const id = await idOf(name);
    const own = Prisma.sql`repository_id = ${id}`;
    const others = Prisma.sql`repository_id <> ${id}`;
    const foretold = await whatGoes(prisma, { name });
    const before = await rowsOf(own);
    const untouched = await rowsOf(others);
    const sum = (...tables: string[]) =>
      tables.reduce((all, table) => all + (before[table]?.count ?? 0), 0);
    expect(foretold).toEqual({
      name,
      formerNames: [formerName],
      sharedDeliveries: 1,
      counts: {
        changes: sum('change'),
        commits: sum('change_commit'),
        reviews: sum('review'),
        checks: sum('check_run'),
        deployments: sum('deployment'),
        incidents: sum('incident'),
        reports: sum('report'),
        regressions: sum('regression'),
        decisions: sum('regression_decision', 'authorship_override'),
        months: expect.any(Number),
        deliveries: 3,
      },
    });
    for (const [what, count] of Object.entries(foretold?.counts ?? {})) {
      if (what !== 'reports') expect(count, what).toBeGreaterThan(0);
    }
    const all = await prisma.delivery.count();

    expect(await deleteRepository(prisma, { name, reason }, who)).toEqual({
      counts: foretold?.counts,
    });

    const after = await rowsOf(own);
    expect(Object.values(after).map(({ count }) => count)).toEqual(Object.keys(after).map(() => 0));
    expect(await rowsOf(others)).toEqual(untouched);
    expect(await prisma.repository.findUnique({ where: { name } })).toBeNull();
    expect(all - (await prisma.delivery.count())).toBe(foretold?.counts.deliveries);
    expect(await deliveryIds()).toEqual(['of another', 'of none', 'shared']);
  });

  it('is found by indexes alone', async () => {
    const { prisma, url } = database;
    const before = await readThrough();
    // So few rows would be read through; now only what no index finds is.
    const withIndexes = connect(`${url}?options=-c%20enable_seqscan%3Doff`);
    await whatGoes(withIndexes, { name });
    await deleteRepository(withIndexes, { name, reason }, who);
    await withIndexes.$disconnect();
    expect(await readThrough()).toEqual(before);
    await prisma.$executeRaw`select from change`;
    expect(await readThrough()).toEqual({ ...before, change: (before.change ?? 0) + 1 });
  });

  it('is unknown of a repository that is not known', async () => {
    expect(await whatGoes(database.prisma, { name: 'acme/nothing' })).toBeUndefined();
    expect(await deleteRepository(database.prisma, { name: 'acme/nothing', reason }, who)).toEqual({
      refused: 'unknown',
    });
    expect(await deliveryIds()).toHaveLength(6);
  });
});

describe('a repository that was deleted', () => {
  it('is counted nowhere any more', async () => {
    const { prisma } = database;
    const ask = trendQuestion.ask.parse({ repository: name });
    const changesIn = async (repository?: string) => {
      const asked = trendQuestion.ask.parse(repository === undefined ? {} : { repository });
      return JSON.stringify(await trend(prisma, asked));
    };
    const whole = await changesIn();
    const ofOther = await changesIn(other);
    expect(JSON.stringify(await trend(prisma, ask))).toMatch(/"changes":[1-9]/);
    await deleteRepository(prisma, { name, reason }, who);
    expect(JSON.stringify(await trend(prisma, ask))).not.toMatch(/"changes":[1-9]/);
    expect(await changesIn()).not.toBe(whole);
    expect(await changesIn(other)).toBe(ofOther);
    expect(await rollupDifferences(prisma)).toBe(0);
    const told = statusQuestion.answer.parse(await status(prisma, 'all'));
    expect(told.repositories.map((repository) => repository.name)).not.toContain(name);
    expect(told.repositories).toHaveLength(7);
    expect(told.deadDeliveries).toBe(1);
  });

  it('stays in the audit trail: who, why, and how much went', async () => {
    const { prisma } = database;
    const foretold = await whatGoes(prisma, { name });
    await deleteRepository(prisma, { name, reason }, who);
    const entries = await prisma.auditEntry.findMany({
      where: { repository: name },
      orderBy: { id: 'asc' },
    });
    expect(entries.slice(-3).map(({ action }) => action)).toEqual([
      'override-authorship',
      'confirm-regression',
      'delete-repository',
    ]);
    expect(entries.at(-1)).toMatchObject({
      decidedBy: who,
      subject: name,
      reason,
      before: { ...foretold?.counts, formerNames: [formerName] },
    });
  });

  it('begins anew with what comes afterwards, under a former name too', async () => {
    const { prisma } = database;
    await deleteRepository(prisma, { name, reason }, who);
    await applyBatch(prisma, [merged(), merged({ repository: formerName, number: 2 })], {
      rank: 'host',
    });
    expect((await whatGoes(prisma, { name }))?.counts).toMatchObject({ changes: 1, deliveries: 0 });
    expect((await whatGoes(prisma, { name: formerName }))?.counts.changes).toBe(1);
  });

  it('leaves nothing behind of what is applied at the same moment', async () => {
    const { prisma } = database;
    const id = await idOf(name);
    await Promise.all([
      ...Array.from({ length: 6 }, (_, number) =>
        applyBatch(prisma, [merged({ number: 900 + number })], { rank: 'host' }),
      ),
      refreshRollup(prisma),
      deleteRepository(prisma, { name, reason }, who),
      deleteRepository(prisma, { name, reason }, who),
    ]);
    await refreshRollup(prisma);
    const left = await rowsOf(Prisma.sql`repository_id = ${id}`);
    expect(Object.values(left).every(({ count }) => count === 0)).toBe(true);
    expect(await rollupDifferences(prisma)).toBe(0);
  });

  it('is begun anew by what waited for its deletion, and no longer decided on', async () => {
    const { prisma } = database;
    const id = await idOf(name);
    const { key } = await prisma.change.findFirstOrThrow({ where: { repositoryId: id } });
    const waiting = (count: number) =>
      vi.waitFor(async () => expect(await countWaiting()).toBe(count));
    const outcomes = await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${repositoryLock}::int, ${id}::int)`;
      const deletion = deleteRepository(prisma, { name, reason }, who);
      await waiting(1);
      const batch = applyBatch(prisma, [merged()], { rank: 'host' });
      await waiting(2);
      const override = { authorship: 'agent', reason } as const;
      const decision = overrideAuthorship(prisma, { repository: name, key }, override, who);
      await waiting(3);
      return [deletion, batch, decision];
    });
    const [deleted, , decided] = await Promise.all(outcomes);
    expect(deleted).toHaveProperty('counts');
    expect(decided).toBe(false);
    const left = await rowsOf(Prisma.sql`repository_id = ${id}`);
    expect(Object.values(left).every(({ count }) => count === 0)).toBe(true);
    expect((await whatGoes(prisma, { name }))?.counts).toMatchObject({ changes: 1, decisions: 0 });
  });

  it('is not, while its history is being imported', async () => {
    const { prisma } = database;
    const id = await idOf(name);
    await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${importLock}::int, ${id}::int)`;
      expect(await deleteRepository(prisma, { name, reason }, who)).toEqual({
        refused: 'importing',
      });
    });
    expect(await deliveryIds()).toHaveLength(6);
    expect(await prisma.change.count({ where: { repositoryId: id } })).toBeGreaterThan(0);
  });
});

describe('what is kept', () => {
  it('is told of bodies, and of each repository under all its names', async () => {
    const { prisma } = database;
    await prisma.delivery.update({
      where: { source_deliveryId: { source: 'github', deliveryId: 'shared' } },
      data: { body: null },
    });
    const told = await keeping(prisma, new Date('2026-06-01T03:17:00Z'));
    expect(told).toMatchObject({
      rawDays: 90,
      raw: { deliveries: 5, bytes: 10 },
      reduced: 1,
      nextReductionAt: '2026-06-02T03:17:00.000Z',
    });
    const changes = await prisma.change.count({ where: { repositoryId: await idOf(name) } });
    expect(told.repositories).toHaveLength(8);
    expect(told.repositories).toContainEqual({ name, sample: true, changes, deliveries: 4 });
  });
});
