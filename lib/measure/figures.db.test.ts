import { beforeAll, describe, expect, it } from 'vitest';
import { breakdownQuestion } from '@/lib/api/breakdown';
import { figuresQuestion } from '@/lib/api/figures';
import { greenQuestion } from '@/lib/api/green';
import { regressionsQuestion } from '@/lib/api/regressions';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { breakdown } from '@/lib/measure/breakdown';
import { figures } from '@/lib/measure/figures';
import { green } from '@/lib/measure/green';
import { regressions } from '@/lib/measure/regressions';

const db = testDatabase();
const repository = 'acme/web';
const sha = (number: number) => number.toString(16).padStart(40, '0');

/** A change merged on a day of March (or February, below 1), by an agent where the number is even. */
const merged = (number: number, day: number, more: object = {}) => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  mergedAt: new Date(Date.UTC(2026, 2, day, 12)).toISOString(),
  mergeSha: sha(number),
  authorship: number % 2 === 0 ? 'agent' : 'human',
  agent: number % 2 === 0 ? 'codex' : undefined,
  additions: 5,
  ...more,
});
const broke = (number: number, day: number) => ({
  type: 'regression.reported',
  repository,
  report: `r-${number}`,
  at: new Date(Date.UTC(2026, 2, day, 12)).toISOString(),
  change: { number },
});
const checked = (number: number, name: string, conclusion: string, hour = 11) => ({
  type: 'checks.finished',
  repository,
  sha: sha(number),
  name,
  conclusion,
  at: new Date(Date.UTC(2026, 2, 3, hour)).toISOString(),
});

beforeAll(async () => {
  const events = [
    ...[2, 4, 6, 8].map((number) => merged(number, 3)),
    ...[1, 3, 5, 7, 9, 11].map((number) => merged(number, 3, { additions: 300 })),
    ...[10, 12].map((number) => merged(number, -3)),
    ...[13, 15].map((number) => merged(number, -3)),
    broke(2, 5),
    broke(4, 9),
    broke(1, 4),
    // Green; green after a rerun; red.
    checked(2, 'unit', 'passed'),
    checked(2, 'lint', 'skipped'),
    checked(4, 'unit', 'failed', 9),
    checked(4, 'unit', 'passed', 10),
    checked(1, 'unit', 'failed'),
    checked(1, 'lint', 'passed'),
  ];
  await applyBatch(
    db.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-05-20T12:00:00Z') },
  );
});
const range = { from: '2026-03-01', to: '2026-03-10', repository };

describe('figures', () => {
  it('are those of the range, beside those of as many days before it', async () => {
    const answer = await figures(db.prisma, figuresQuestion.ask.parse(range));
    expect(answer.now).toMatchObject({
      changes: 10,
      agentShare: { changes: 4, share: 0.4 },
      rates: [
        { authorship: 'agent', changes: 4, regressions: 2, rate: 0.5 },
        { authorship: 'human', changes: 6, regressions: 1 },
      ],
      daysToRegression: [
        { authorship: 'agent', n: 2, median: 4 },
        { authorship: 'human', n: 1, median: 1 },
      ],
      hoursToRecover: { n: 0, median: null },
    });
    expect(answer.rangeBefore).toEqual({ from: '2026-02-19', to: '2026-02-28' });
    expect(answer.before).toMatchObject({ changes: 4, agentShare: { share: 0.5 } });
    expect(answer.since.agentShare.value).toBeCloseTo(-0.1, 12);
    expect(answer.since.rates[0]).toMatchObject({ authorship: 'agent', value: 0.5 });
  });

  it('have nothing before where nothing was merged then', async () => {
    const ask = figuresQuestion.ask.parse({ ...range, from: '2026-02-20' });
    expect(await figures(db.prisma, ask)).toMatchObject({
      before: null,
      since: { agentShare: { value: null } },
    });
  });
});

describe('the median day of regressing', () => {
  const repository = 'acme/medians';
  const many = (first: number, day: number, after: number) =>
    Array.from({ length: 8 }, (_, index) => [
      { ...merged(first + 2 * index, day), repository },
      { ...broke(first + 2 * index, day + after), repository, report: `m-${first + 2 * index}` },
    ]).flat();

  it('is compared with the time before by MOVER, of changes watched for the whole window', async () => {
    // Six days after merge, two before; and of young ones, which can only have regressed early, one.
    const events = [...many(100, 3, 6), ...many(200, -3, 2), ...many(300, 70, 1)];
    await applyBatch(
      db.prisma,
      events.map((event) => LedgerEvent.parse(event)),
      { rank: 'api', heardAt: () => new Date('2026-05-20T12:00:00Z') },
    );
    const asked = (more: object) =>
      figures(db.prisma, figuresQuestion.ask.parse({ ...more, repository }));
    const { now, before, since } = await asked(range);
    expect(now.daysToRegression[0]).toMatchObject({ n: 8, median: 6, lower: 6, upper: 6 });
    expect(before?.daysToRegression[0]).toMatchObject({ n: 8, median: 2 });
    expect(since.daysToRegression[0]).toMatchObject({ authorship: 'agent', value: 4, lower: 4 });
    expect(since.daysToRegression[1]).toMatchObject({ authorship: 'human', value: null });
    const young = await asked({ from: '2026-05-01', to: '2026-05-15' });
    expect(young.now.daysToRegression[0]).toMatchObject({ n: 0, median: null });
  });
});

it('a breakdown tells the rates of both in each group that has changes', async () => {
  const ask = breakdownQuestion.ask.parse({ ...range, by: 'size' });
  const { groups } = await breakdown(db.prisma, ask);
  expect(groups).toMatchObject([
    {
      group: '0-9',
      rates: [
        { authorship: 'agent', changes: 4, regressions: 2 },
        { authorship: 'human', changes: 0, rate: null },
      ],
    },
    { group: '200-999', rates: [{ changes: 0 }, { changes: 6, regressions: 1 }] },
  ]);
});

it('green counts what broke although its checks had passed, the last run of each', async () => {
  const { groups } = await green(db.prisma, greenQuestion.ask.parse(range));
  expect(groups).toMatchObject([
    { authorship: 'agent', green: 2, red: 0, unchecked: 0, share: 1 },
    { authorship: 'human', green: 0, red: 1, unchecked: 0, share: 0 },
  ]);
});

it.each([
  ['passed', ['agent', 'agent']],
  ['failed', ['human']],
  ['passed,failed', ['agent', 'agent', 'human']],
  ['not-known', []],
])('a list holds the regressions whose checks had %s', async (checks, authors) => {
  const { rows, total } = await regressions(
    db.prisma,
    regressionsQuestion.ask.parse({ ...range, checks, sort: 'authorship', order: 'asc' }),
  );
  expect(rows.map(({ change }) => change.authorship)).toEqual(authors);
  expect(total).toBe(authors.length);
});
