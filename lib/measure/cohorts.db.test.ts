import { beforeAll, expect, it } from 'vitest';
import { cohortsQuestion } from '@/lib/api/cohorts';
import { compareQuestion } from '@/lib/api/compare';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { cohorts } from '@/lib/measure/cohorts';
import { compare } from '@/lib/measure/compare';

const db = testDatabase();
const agents = ['codex', 'cursor', undefined];

/** 300 changes of two repositories by two agents and people; every fifth of Codex's regresses. */
beforeAll(async () => {
  const events = Array.from({ length: 300 }, (_, index) => {
    const agent = agents[index % 3];
    const repository = index % 2 === 0 ? 'acme/web' : 'acme/api';
    const mergedAt = new Date(Date.UTC(2026, 2, 1 + (index % 20), 12));
    const merged = {
      type: 'change.merged',
      repository,
      number: index + 1,
      title: 'Add it',
      mergedAt: mergedAt.toISOString(),
      authorship: agent === undefined ? 'human' : 'agent',
      agent,
      additions: 5,
    };
    const breaks = agent === 'codex' ? index % 5 === 0 : index % 20 === 1;
    const broke = {
      type: 'regression.reported',
      repository,
      report: `r-${index}`,
      at: new Date(mergedAt.getTime() + 86_400_000 * 3).toISOString(),
      change: { number: index + 1 },
    };
    return breaks ? [merged, broke] : [merged];
  });
  await applyBatch(
    db.prisma,
    events.flat().map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-20T12:00:00Z') },
  );
});
const asked = (a: string, b: string) => cohorts(db.prisma, cohortsQuestion.ask.parse({ a, b }));

it('two cohorts of any filters are compared as they are and like with like', async () => {
  const { a, b, ratio, matched, sentence } = await asked('agent=codex', 'agent=cursor');
  expect(a.rate).toMatchObject({ changes: 100, regressions: 20, rate: 0.2 });
  expect(b.rate).toMatchObject({ changes: 100, regressions: 5, rate: 0.05 });
  expect(ratio.value).toBeCloseTo(4, 9);
  expect(matched).toMatchObject({ overlap: 1, repositories: 2 });
  expect(sentence).toMatch(/^A regresses .* times as often as B .* like with like/);
});

it('of agents and people it tells the same as their own comparison', async () => {
  const both = await asked('authorship=agent', 'authorship=human');
  const own = await compare(db.prisma, compareQuestion.ask.parse({}));
  expect(both.ratio).toEqual(own.ratio);
  expect(both.matched?.ratio).toEqual(own.matched?.ratio);
  expect(both.matched?.risks).toEqual({
    a: own.matched?.risks?.agent,
    b: own.matched?.risks?.human,
  });
});

it('names the groups of like changes by what they weigh, and how many it leaves out', async () => {
  const { matched } = await asked('agent=codex', 'agent=cursor');
  const [first, second] = matched?.heaviest ?? [];
  expect(first).toMatchObject({ size: '0-9', quarter: '2026-01-01', a: { changes: 50 } });
  expect(matched?.heaviest.map(({ a, b }) => a.regressions + b.regressions)).toEqual([15, 10]);
  expect((first?.weight ?? 0) + (second?.weight ?? 0)).toBeCloseTo(1, 12);
  expect(first?.weight).toBeGreaterThan(second?.weight ?? 1);
  expect(matched?.lighter).toEqual({ strata: 0, weight: 0 });
  expect(matched?.forest.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
});

it('repositories where everything regresses at once tell nothing of how ratios differ', async () => {
  const events = ['acme/one', 'acme/two'].flatMap((repository) =>
    (['human', 'agent'] as const).flatMap((authorship, index) => [
      {
        ...{ type: 'change.merged', repository, number: index + 1, title: 'Add it', authorship },
        ...{ mergedAt: '2026-03-02T12:00:00Z', additions: 5 },
      },
      {
        ...{ type: 'regression.reported', repository, report: `r-${index}` },
        ...{ at: '2026-03-05T12:00:00Z', change: { number: index + 1 } },
      },
    ]),
  );
  const told = events.map((event) => LedgerEvent.parse(event));
  const heardAt = () => new Date('2026-06-20T12:00:00Z');
  await applyBatch(db.prisma, told, { rank: 'api', heardAt });
  const both = 'repository=acme/one,acme/two';
  const { matched } = await asked(`${both}&authorship=agent`, `${both}&authorship=human`);
  expect(matched).toMatchObject({ repositories: 2, heterogeneity: null });
});

it('without anything alike they are not compared', async () => {
  const { matched, sentence } = await asked('repository=acme/web', 'repository=acme/api');
  expect(matched).toBeNull();
  expect(sentence).toMatch(/^Not comparable/);
});

it.each(['agent=Not+An+Agent', 'colour=red', 'from=2026-03-02&to=2026-03-01', 'window=7'])(
  'a cohort that is no filter is refused: %s',
  (text) => {
    const { error } = cohortsQuestion.ask.safeParse({ a: text });
    expect(error?.issues[0]).toMatchObject({ path: ['a'] });
  },
);
