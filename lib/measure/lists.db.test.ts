import { beforeAll, describe, expect, it } from 'vitest';
import { changesFile, changesQuestion } from '@/lib/api/changes';
import { neighboursQuestion, regressionsFile, regressionsQuestion } from '@/lib/api/regressions';
import { Prisma } from '@/lib/db/generated/client';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegressions } from '@/lib/ledger/many-decisions';
import { changes } from '@/lib/measure/changes';
import { changesCsv, changesJson, regressionsCsv, regressionsJson } from '@/lib/measure/list-files';
import { regressionNeighbours } from '@/lib/measure/regression-neighbours';
import { regressions } from '@/lib/measure/regressions';
import { matching } from '@/lib/measure/search';

const database = testDatabase();
const repository = (number: number) => (number % 2 === 0 ? 'acme/api' : 'acme/web');
const titles = ['Add limits to src/auth/token.ts', '=SUM(A1)', 'Größe der “Karte”', 'Fix e-mail'];

const events = Array.from({ length: 24 }, (_, index) => {
  const number = index + 1;
  const mergedAt = new Date(Date.UTC(2026, 2, number, 10));
  const change = {
    type: 'change.merged',
    repository: repository(number),
    number,
    title: `${titles[index % titles.length]} ${number}`,
    author:
      index % 3 === 0
        ? { login: 'dana-w', name: 'Dana Weiß' }
        : { login: 'devin-ai-integration[bot]', bot: true },
    mergedAt: mergedAt.toISOString(),
    mergeSha: number.toString(16).padStart(2, '0').repeat(20),
    additions: (index % 5) * 10,
    deletions: 0,
  };
  const report = {
    type: 'regression.reported',
    repository: change.repository,
    report: `r-${number}`,
    change: { number },
    text: 'it broke',
    at: new Date(mergedAt.getTime() + (1 + (index % 4)) * 86_400_000).toISOString(),
  };
  return [change, report];
}).flat();

beforeAll(async () => {
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
});

const listed = (ask: Record<string, unknown>) =>
  regressions(database.prisma, regressionsQuestion.ask.parse(ask));
const numbers = async (q: string) => {
  const { rows, total } = await changes(database.prisma, changesQuestion.ask.parse({ q }));
  expect(total).toBe(rows.length);
  return rows.map(({ number }) => number).sort((a = 0, b = 0) => Number(a) - Number(b));
};

describe('a sorted list', () => {
  it.each(
    ['regressed', 'day', 'kind', 'authorship'].flatMap((sort) => [
      { sort, order: 'desc' },
      { sort, order: 'asc' },
    ]),
  )('has each regression once over its pages, by $sort $order', async (sorted) => {
    const ids: string[] = [];
    const keys: (string | number)[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { rows, next } = await listed({ ...sorted, limit: 5, cursor });
      ids.push(...rows.map(({ id }) => id));
      keys.push(
        ...rows.map(({ day, kind, regressedAt, change: { authorship } }) => {
          const tellable: Record<string, string | number> = { day, kind, authorship };
          return tellable[sorted.sort] ?? regressedAt;
        }),
      );
      cursor = next;
    }
    expect(new Set(ids).size).toBe(24);
    const ordered = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    expect(keys).toEqual(sorted.order === 'asc' ? ordered : ordered.reverse());
  });

  it('has each change once over its pages, by size', async () => {
    const sizes: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const ask = changesQuestion.ask.parse({ sort: 'size', order: 'asc', limit: 5, cursor });
      const { rows, next } = await changes(database.prisma, ask);
      sizes.push(...rows.map(({ sizeLines }) => sizeLines ?? 0));
      cursor = next;
    }
    expect(sizes).toHaveLength(24);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  it('refuses the cursor of another order', async () => {
    const { next } = await listed({ sort: 'day', limit: 5 });
    expect(regressionsQuestion.ask.safeParse({ sort: 'day', cursor: next }).success).toBe(true);
    expect(regressionsQuestion.ask.safeParse({ sort: 'kind', cursor: next }).success).toBe(false);
  });
});

describe('a search', () => {
  it.each([
    ['#2', [2]],
    ['token', [1, 5, 9, 13, 17, 21]],
    ['AUTH lim', [1, 5, 9, 13, 17, 21]],
    ['Größe', [3, 7, 11, 15, 19, 23]],
    ['e-mail 8', [8]],
    ['dana weiß #13', [13]],
    [`${'0b'.repeat(20)}`, [11]],
    [`${'0b'.repeat(4)}`, [11]],
    ['oken', []],
    ['!!!', []],
    [`it's "quoted" & (odd) | :* \\`, []],
  ])('for %s finds changes by how their words begin', async (q, found) => {
    expect(await numbers(q)).toEqual(found);
  });

  it('finds regressions by their change', async () => {
    const { rows, total } = await listed({ q: '#7' });
    expect([rows.map(({ change }) => change.number), total]).toEqual([[7], 1]);
  });

  it('is answered by its index', async () => {
    const plan = await database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`set local enable_seqscan = off`;
      return tx.$queryRaw(
        Prisma.sql`explain select from change c where c.repository_id > 0 ${matching('token')}`,
      );
    });
    expect(JSON.stringify(plan)).toContain('change_words_idx');
  });
});

describe('the neighbours of a regression', () => {
  const neighbours = (of: string, ask: object) =>
    regressionNeighbours(database.prisma, neighboursQuestion.ask.parse({ of, ...ask }));

  it('are those of the list, in its order', async () => {
    const ask = { sort: 'day', order: 'asc', authorship: 'agent' };
    const { rows } = await listed(ask);
    for (const [index, { id }] of rows.entries()) {
      expect(await neighbours(id, ask)).toEqual({
        previous: rows[index - 1]?.id ?? null,
        next: rows[index + 1]?.id ?? null,
        place: index + 1,
        total: rows.length,
      });
    }
  });

  it('are there still when it has left the list', async () => {
    const { rows } = await listed({});
    const ids = rows.map(({ id }) => id);
    const [before = '', gone = '', behind = ''] = ids;
    const slash = gone.lastIndexOf('/');
    await decideRegressions(
      database.prisma,
      [{ repository: gone.slice(0, slash), regressionId: gone.slice(slash + 1) }],
      { decision: 'dismissed', reason: 'a false alarm' },
      'ann',
    );
    expect(await neighbours(gone, {})).toEqual({
      previous: before,
      next: behind,
      place: null,
      total: ids.length - 1,
    });
  });

  it('are none of a regression that is not known', async () => {
    const unknown = 'acme/web/00000000-0000-4000-8000-000000000000';
    expect(await neighbours(unknown, {})).toBeUndefined();
  });
});

describe('the file of a list', () => {
  const written = async (texts: AsyncGenerator<string>) => {
    let all = '';
    for await (const text of texts) all += text;
    return all;
  };

  it('holds what the list holds, in its order', async () => {
    const ask = { sort: 'day', q: 'limits', order: 'asc' };
    const { rows } = await listed(ask);
    const list = regressionsFile.ask.parse(ask);
    expect(JSON.parse(await written(regressionsJson(database.prisma, list)))).toEqual(rows);
    const [header, ...lines] = (await written(regressionsCsv(database.prisma, list)))
      .trimEnd()
      .split('\r\n');
    expect(header?.split(',')[0]).toBe('regression');
    expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map(({ id }) => id));
  });

  it('has no cell that a spreadsheet takes for a formula', async () => {
    const list = changesFile.ask.parse({ q: 'sum' });
    const csv = await written(changesCsv(database.prisma, list));
    expect(csv).toContain(",'=SUM(A1) 2,");
    expect(csv).not.toContain(',=SUM');
  });

  it('is an empty array where nothing matches', async () => {
    const list = changesFile.ask.parse({ q: 'nothing' });
    expect(JSON.parse(await written(changesJson(database.prisma, list)))).toEqual([]);
  });
});
