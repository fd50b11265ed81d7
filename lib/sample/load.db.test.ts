import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { testDatabase } from '@/lib/db/test-database';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { contents, emptied } from '@/lib/ledger/ledger-contents';
import { alone, SampleRefusal } from '@/lib/sample/alone';
import { batches, loadSample } from '@/lib/sample/load';
import { planOrganisation } from '@/lib/sample/organisation';
import { removeSample } from '@/lib/sample/remove';

const database = testDatabase();
const small = { until: '2026-06-01', scale: 0.05 };
const own = {
  type: 'change.merged',
  repository: 'acme/web',
  number: 1,
  title: 'Add a page',
  author: { login: 'ann' },
  mergedAt: '2026-05-01T10:00:00Z',
} as const;

beforeEach(() => emptied(database.prisma));

/** How many rows each table holds of the repositories other than those listed. */
async function rowsOutside(names: readonly string[]): Promise<Record<string, number>> {
  const tables = await rows(
    database.prisma,
    z.object({ name: z.string() }),
    Prisma.sql`select table_name as name from information_schema.columns
      where column_name = 'repository_id' and table_schema = current_schema()`,
  );
  const counted: Record<string, number> = {};
  for (const { name } of tables) {
    const [found] = await rows(
      database.prisma,
      z.object({ count: z.int() }),
      Prisma.sql`select count(*)::int as count from ${Prisma.raw(name)}
        where repository_id not in (select id from repository where name = any(${names}::text[]))`,
    );
    counted[name] = found?.count ?? -1;
  }
  return counted;
}

describe('loading the sample', () => {
  it('marks its repositories and answers how much there is', async () => {
    const size = await loadSample(database.prisma, small);
    expect(size.repositories).toBe(8);
    expect(size.changes).toBeGreaterThan(400);
    const repositories = await database.prisma.repository.findMany();
    expect(repositories.every(({ sample }) => sample)).toBe(true);
    expect(
      repositories.every((r) => r.observedThrough?.toISOString() === '2026-06-01T00:00:00.000Z'),
    ).toBe(true);
  });

  it('twice, even on a later day, changes nothing', async () => {
    const size = await loadSample(database.prisma, small);
    const before = await contents(database.prisma);
    expect(await loadSample(database.prisma, { ...small, until: '2026-06-09' })).toEqual(size);
    expect(await contents(database.prisma)).toEqual(before);
  });

  it('begins anew after it was interrupted', async () => {
    const { prisma } = database;
    await loadSample(prisma, small);
    const whole = await contents(prisma);
    await emptied(prisma);
    const names = planOrganisation(small).repositories;
    await prisma.repository.createMany({ data: names.map((name) => ({ name, sample: true })) });
    const [part = []] = batches(planOrganisation({ ...small, until: '2026-05-20' }).events());
    await applyBatch(prisma, part, { rank: 'host' });
    await loadSample(prisma, small);
    expect(await contents(prisma)).toEqual(whole);
  });

  it('refuses where a repository of that name is there already, and leaves it alone', async () => {
    const taken = { ...own, repository: 'sample/search' };
    await applyBatch(database.prisma, [taken], { rank: 'host' });
    const before = await contents(database.prisma);
    await expect(loadSample(database.prisma, small)).rejects.toThrow(SampleRefusal);
    expect(await contents(database.prisma)).toEqual(before);
  });

  it('refuses, as removing does, while another is at work', async () => {
    await alone(database.prisma, async () => {
      await expect(loadSample(database.prisma, small)).rejects.toThrow(/already/);
      await expect(removeSample(database.prisma, 'ann')).rejects.toThrow(/already/);
    });
  });
});

describe('removing the sample', () => {
  it('leaves no row of it anywhere, and all of everything else', async () => {
    const { prisma } = database;
    await applyBatch(prisma, [own], { rank: 'host' });
    const before = await contents(prisma);
    await loadSample(prisma, small, 'ann');
    expect((await rowsOutside(['acme/web'])).regression).toBeGreaterThan(0);
    await removeSample(prisma, 'ann');
    const left = await rowsOutside(['acme/web']);
    expect(Object.entries(left).filter(([, count]) => count !== 0)).toEqual([]);
    expect(await contents(prisma)).toEqual(before);
    await removeSample(prisma, 'ann');
    expect(await contents(prisma)).toEqual(before);
    const trail = await prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    const told = trail.map(({ decidedBy, action }) => `${decidedBy}: ${action}`);
    expect(told).toEqual(['ann: load-sample', 'ann: remove-sample', 'ann: remove-sample']);
  });
});
