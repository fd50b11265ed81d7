import { beforeEach, expect, it } from 'vitest';
import { failureModesQuestion } from '@/lib/api/failure-modes';
import { regressionsQuestion } from '@/lib/api/regressions';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideFailureModes } from '@/lib/ledger/failure-modes';
import { emptied } from '@/lib/ledger/ledger-contents';
import { failureModes } from '@/lib/measure/failure-modes';
import { regressions } from '@/lib/measure/regressions';

const database = testDatabase();
const repository = 'acme/web';
const byAgent = { author: { login: 'devin-ai-integration[bot]', bot: true } };
const merged = (number: number, more: object = {}) => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  mergedAt: `2026-03-0${number}T12:00:00Z`,
  author: { login: 'dana' },
  ...more,
});
const reported = (number: number, title: string) => ({
  type: 'regression.reported',
  repository,
  report: `r-${number}`,
  change: { number },
  title,
  at: '2026-03-08T12:00:00Z',
});
const filter = { from: '2026-03-01', to: '2026-03-31' };
const ask = failureModesQuestion.ask.parse(filter);

beforeEach(async () => {
  await emptied(database.prisma);
  await database.prisma.failureModeDecision.deleteMany();
  const events = [
    ...[merged(1, byAgent), merged(2, byAgent), merged(3), merged(4), merged(5, byAgent)],
    ...[reported(1, 'Requests time out'), reported(2, 'Slow answers'), reported(3, 'It is gone')],
    { ...reported(9, 'Nothing'), at: '2026-06-08T12:00:00Z' },
  ];
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'host' },
  );
});

it('counts by failure mode and authorship what the rate counts, with what is not known', async () => {
  expect(await failureModes(database.prisma, ask)).toMatchObject({
    groups: [
      {
        failureMode: 'operations',
        cells: [
          { authorship: 'agent', regressions: 2, decided: 0, of: 2, share: 1, upper: 1 },
          { authorship: 'human', regressions: 0, of: 1, share: 0, lower: 0 },
        ],
      },
      { failureMode: 'not-known', cells: [{ regressions: 0 }, { regressions: 1, of: 1 }] },
    ],
    totals: [
      { authorship: 'agent', regressions: 2 },
      { authorship: 'human', regressions: 1 },
    ],
    decided: 0,
  });
});

it('counts what a person decided, and lists by the same', async () => {
  const { id } = await database.prisma.regression.findFirstOrThrow({ where: { changeKey: '3' } });
  const ids = [`${repository}/${id}`];
  const decision = { ids, failureMode: 'operations', reason: 'Its limit was hit' } as const;
  await decideFailureModes(database.prisma, decision, 'ann');
  const { groups, decided } = await failureModes(database.prisma, ask);
  expect(decided).toBe(1);
  expect(groups).toMatchObject([
    { failureMode: 'operations', cells: [{ regressions: 2 }, { regressions: 1, decided: 1 }] },
  ]);
  const listed = async (failureMode: string) => {
    const asked = regressionsQuestion.ask.parse({ ...filter, failureMode });
    return (await regressions(database.prisma, asked)).total;
  };
  expect(await listed('operations')).toBe(3);
  expect(await listed('not-known,intent')).toBe(0);
});

it('has no groups and no shares where nothing regressed', async () => {
  const none = failureModesQuestion.ask.parse({ ...filter, authorship: 'assisted' });
  expect(await failureModes(database.prisma, none)).toMatchObject({
    groups: [],
    totals: [{ authorship: 'assisted', regressions: 0 }],
  });
});
