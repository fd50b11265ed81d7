import { beforeAll, expect, it } from 'vitest';
import { weeklyQuestion } from '@/lib/api/weekly';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import type { Counting } from '@/lib/domain/setting';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { changeSetting } from '@/lib/ledger/settings';
import { weekly } from '@/lib/measure/weekly';

const db = testDatabase();
const repository = 'acme/web';
const at = (date: string) => `2026-03-${date}T12:00:00Z`;
const merged = (number: number, date: string, authorship = 'agent') => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  mergedAt: at(date),
  authorship,
});
const broke = (number: number, date: string) => ({
  type: 'regression.reported',
  repository,
  report: `r-${number}-${date}`,
  at: at(date),
  change: { number },
});

beforeAll(async () => {
  const events = [
    merged(1, '02'),
    merged(2, '09'),
    merged(3, '10', 'human'),
    broke(1, '08'),
    broke(2, '15'),
    // Of one change, so it counts once.
    broke(2, '14'),
    broke(3, '16'),
  ];
  await applyBatch(
    db.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-03-20T12:00:00Z') },
  );
});

it('tells what was merged and what came to light from Monday to Sunday, beside the week before', async () => {
  const answer = await weekly(db.prisma, weeklyQuestion.ask.parse({ week: '2026-03-12' }));
  expect(answer).toMatchObject({
    week: { from: '2026-03-09', to: '2026-03-15' },
    merged: 2,
    mergedBefore: 1,
    regressions: [
      { authorship: 'agent', regressions: 1, before: 1 },
      { authorship: 'assisted', regressions: 0 },
      { authorship: 'human', regressions: 0 },
    ],
  });
  expect(answer.newest.map(({ title }) => title)).toEqual(['Change 2', 'Change 2']);
});

it('is the last whole week of the data unless asked otherwise', async () => {
  const { week } = await weekly(db.prisma, weeklyQuestion.ask.parse({}));
  expect(week).toEqual({ from: '2026-03-09', to: '2026-03-15' });
});

it('is empty while there is no data', async () => {
  const ask = weeklyQuestion.ask.parse({ repository: 'acme/unknown' });
  expect(await weekly(db.prisma, ask)).toMatchObject({ week: null, merged: 0, newest: [] });
});

it('counts the kinds that the organisation counts', async () => {
  const counting: Counting = { windowDays: 14, kinds: ['revert', 'incident'] };
  await changeSetting(db.prisma, 'counting', counting, 'reports come twice', 'Ada');
  const answer = await weekly(db.prisma, weeklyQuestion.ask.parse({ week: '2026-03-12' }));
  expect(answer.newest).toEqual([]);
  expect(answer.regressions.map(({ regressions }) => regressions)).toEqual([0, 0, 0]);
});
