import { beforeEach, expect, it } from 'vitest';
import { compareQuestion } from '@/lib/api/compare';
import { regressionsQuestion } from '@/lib/api/regressions';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression } from '@/lib/ledger/decisions';
import { emptied } from '@/lib/ledger/ledger-contents';
import { compare } from '@/lib/measure/compare';
import { regressions } from '@/lib/measure/regressions';
import { status } from '@/lib/measure/status';

const database = testDatabase();
const repository = 'acme/web';
beforeEach(async () => {
  await emptied(database.prisma);
  await database.prisma.regressionDecision.deleteMany();
});

const merged = (number: number, more: object = {}) => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  mergedAt: `2026-03-0${number}T12:00:00Z`,
  mergeSha: String(number).repeat(40),
  ...more,
});
const byAgent = { author: { login: 'devin-ai-integration[bot]', bot: true } };
const byPerson = { author: { login: 'dana' } };
/** An incident hours after a deployment of the first change: suspected, no more. */
const suspicion = [
  {
    type: 'deployment.finished',
    repository,
    at: '2026-03-03T12:00:00Z',
    deployment: 'deploy-1',
    sha: '1'.repeat(40),
    environment: 'production',
    service: 'orders',
    conclusion: 'succeeded',
  },
  {
    type: 'incident.opened',
    repository,
    at: '2026-03-03T15:00:00Z',
    incident: 'INC-7',
    title: 'Orders are charged twice',
    service: 'orders',
  },
];
const reported = (number: number) => ({
  type: 'regression.reported',
  repository,
  report: `r-${number}`,
  change: { number },
  text: 'it broke',
  at: '2026-03-08T12:00:00Z',
});

async function apply(...events: object[]) {
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
}
const compared = (search: object = {}) =>
  compare(database.prisma, compareQuestion.ask.parse(search));
const listed = async (search: object = {}) => {
  const { rows, total } = await regressions(database.prisma, regressionsQuestion.ask.parse(search));
  return { total, ids: rows.map(({ id }) => id), statuses: rows.map((row) => row.status) };
};

it('counts what is suspected only where the reader asks for it', async () => {
  await apply(merged(1, byAgent), merged(2, byPerson), ...suspicion);
  expect((await compared()).agent).toMatchObject({ changes: 1, regressions: 0 });
  expect(await listed()).toMatchObject({ total: 0 });
  const asked = { suspected: 'counted' };
  expect((await compared(asked)).agent).toMatchObject({ changes: 1, regressions: 1, rate: 1 });
  expect(await listed(asked)).toMatchObject({ total: 1, statuses: ['suspected'] });
});

it('counts what a person confirmed, and no longer what a person dismissed', async () => {
  await apply(merged(1, byAgent), merged(2, byPerson), ...suspicion, reported(2));
  const suspected = await listed({ status: 'suspected' });
  const confirmed = await listed();
  expect(confirmed.total).toBe(1);
  const decide = (id: string | undefined, decision: 'confirmed' | 'dismissed') =>
    decideRegression(
      database.prisma,
      {
        repository,
        regressionId: id?.split('/').at(-1) ?? '',
        decision,
        reason: 'looked at',
      },
      'a test',
    );
  await decide(suspected.ids[0], 'confirmed');
  await decide(confirmed.ids[0], 'dismissed');
  const { agent, human } = await compared();
  expect(agent).toMatchObject({ changes: 1, regressions: 1 });
  expect(human).toMatchObject({ changes: 1, regressions: 0 });
  expect((await listed()).ids).toEqual(suspected.ids);
});

it('bounds the comparison by what it would be if all of unknown authorship were on one side', async () => {
  await apply(
    merged(1, byAgent),
    merged(2, byAgent),
    merged(3, byPerson),
    merged(4, byPerson),
    merged(5),
    merged(6),
    ...[1, 3, 5].map(reported),
  );
  const { unknown } = await compared();
  expect(unknown).toMatchObject({ changes: 2, share: 1 / 3 });
  expect(unknown.bounds.ifAgent.agent).toMatchObject({ changes: 4, regressions: 2, rate: 0.5 });
  expect(unknown.bounds.ifHuman.human).toMatchObject({ changes: 4, regressions: 2, rate: 0.5 });
  expect(unknown.sentence).toBe(
    '2 changes have nothing to judge by who wrote them (33%): if all were by agents, the ratio of all together would be 1.0; if by people, 1.0.',
  );
});

it('counts reverts apart that name nothing merged before them', async () => {
  await apply(
    merged(1, byPerson),
    merged(2, {
      ...byPerson,
      title: 'Revert "Something else"',
      body: `This reverts commit ${'f'.repeat(40)}.`,
    }),
  );
  expect((await status(database.prisma, 'all')).unlinkedReverts).toBe(1);
  expect(await listed()).toMatchObject({ total: 0 });
});

it('narrows rates and lists down alike, by everything that a filter has', async () => {
  await applyBatch(
    database.prisma,
    [
      merged(1, { ...byAgent, additions: 5, deletions: 1, paths: ['src/a.ts'] }),
      merged(2, { ...byPerson, additions: 500, deletions: 1, paths: ['docs/a.md'] }),
      merged(3, { ...byPerson, additions: 5, deletions: 1, baseBranch: 'main' }),
      {
        type: 'review.submitted',
        repository,
        number: 3,
        review: 'one',
        reviewer: { login: 'erin' },
        verdict: 'approved',
        at: '2026-03-03T10:00:00Z',
      },
      ...[1, 2, 3].map(reported),
    ].map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
  for (const [search, agent, human] of [
    [{ size: '0-9' }, 1, 1],
    [{ size: '200-999' }, 0, 1],
    [{ reviewed: 'yes' }, 0, 1],
    [{ reviewed: 'no' }, 1, 1],
    [{ mode: 'autonomous' }, 1, 2],
    [{ branch: 'main' }, 0, 1],
    [{ confidence: 'high' }, 1, 2],
    [{ team: 'nobody' }, 0, 0],
  ] as const) {
    const rates = await compared({ ...search, from: '2026-01-01', to: '2026-05-01' });
    const told = [rates.agent.regressions, rates.human.regressions];
    expect([search, ...told]).toEqual([search, agent, human]);
    const list = await listed({ ...search, from: '2026-01-01', to: '2026-05-01' });
    expect([search, list.total]).toEqual([search, agent + human]);
  }
});
