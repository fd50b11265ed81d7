import { beforeAll, describe, expect, it } from 'vitest';
import { freshnessQuestion } from '@/lib/api/freshness';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { freshness } from '@/lib/measure/freshness';

const db = testDatabase();
const at = (day: number) => new Date(Date.UTC(2026, 2, day, 12)).toISOString();
const sha = (day: number) => day.toString(16).padStart(40, '0');
const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const merged = (repository: string, day: number) => ({
  type: 'change.merged',
  repository,
  number: day,
  title: `Change ${day}`,
  mergedAt: at(day),
  mergeSha: sha(day),
});
const checked = (repository: string, day: number) => ({
  type: 'checks.finished',
  repository,
  sha: sha(day),
  name: 'unit',
  conclusion: 'passed',
  at: at(day),
});

beforeAll(async () => {
  const told = (events: object[], heardOn: number) =>
    applyBatch(
      db.prisma,
      events.map((event) => LedgerEvent.parse(event)),
      { rank: 'api', heardAt: () => new Date(at(heardOn)) },
    );
  const often = [
    // Both every day, but its checks stop on the 10th.
    ...days(1, 30).map((day) => merged('acme/web', day)),
    ...days(1, 10).map((day) => checked('acme/web', day)),
    // Both still come.
    ...days(1, 30).flatMap((day) => [merged('acme/api', day), checked('acme/api', day)]),
  ];
  await told(often, 31);
  // So rarely that a pause of three weeks says nothing.
  await told([merged('acme/docs', 9)], 10);
});

const asked = (values: object, day = 31) =>
  freshness(db.prisma, freshnessQuestion.ask.parse(values), new Date(at(day)));

describe('freshness', () => {
  it('tells each signal of all repositories: how far it reaches, and where it fell silent', async () => {
    const { repositories, signals } = await asked({});
    expect(repositories).toBe(3);
    expect(signals).toEqual([
      { signal: 'changes', latestOn: '2026-03-30', silent: false, heardIn: 3, silentIn: 0 },
      { signal: 'checks', latestOn: '2026-03-30', silent: false, heardIn: 2, silentIn: 1 },
      { signal: 'deployments', latestOn: null, silent: false, heardIn: 0, silentIn: 0 },
      { signal: 'incidents', latestOn: null, silent: false, heardIn: 0, silentIn: 0 },
    ]);
  });

  it('names the repository whose signal fell silent first, and then the stalest', async () => {
    const { rows } = await asked({});
    expect(rows.map(({ repository }) => repository)).toEqual(['acme/web', 'acme/docs', 'acme/api']);
    expect(rows[0]).toMatchObject({
      asOf: '2026-03-31',
      signals: [
        { signal: 'changes', silent: false },
        { signal: 'checks', latestOn: '2026-03-10', silent: true },
        { signal: 'deployments', latestOn: null, silent: false },
        { signal: 'incidents', latestOn: null, silent: false },
      ],
    });
  });

  it('says that a signal is silent where it is so in every repository', async () => {
    const { signals } = await asked({}, 62);
    expect(signals[1]).toMatchObject({ signal: 'checks', silent: true, heardIn: 2, silentIn: 2 });
    expect(signals[0]).toMatchObject({ signal: 'changes', silent: false, silentIn: 2 });
  });

  it('looks at the repositories alone that it is asked for', async () => {
    const { repositories, rows } = await asked({ repository: 'acme/api' });
    expect(repositories).toBe(1);
    expect(rows.map(({ repository }) => repository)).toEqual(['acme/api']);
  });
});
