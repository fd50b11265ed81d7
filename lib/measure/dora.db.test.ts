import { expect, it } from 'vitest';
import { doraQuestion } from '@/lib/api/dora';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { dora } from '@/lib/measure/dora';

const database = testDatabase();
const repository = 'acme/web';

async function apply(...events: object[]) {
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse({ repository, ...event })),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
}
const merged = (number: number, mergedAt: string, more: object = {}) => ({
  type: 'change.merged',
  number,
  title: `Change ${number}`,
  author: { login: 'dana' },
  mergedAt,
  mergeSha: String(number).repeat(40),
  ...more,
});
const deployed = (deployment: string, number: number, at: string, more: object = {}) => ({
  type: 'deployment.finished',
  at,
  deployment,
  sha: String(number).repeat(40),
  environment: 'production',
  conclusion: 'succeeded',
  ...more,
});
const byAgent = { author: { login: 'devin-ai-integration[bot]', bot: true } };
const measured = async () => {
  const { all, byAgentShare } = await dora(database.prisma, doraQuestion.ask.parse({}));
  const shares = byAgentShare.filter(({ changeFailRate }) => changeFailRate.deployments > 0);
  return { all, shares: Object.fromEntries(shares.map((one) => [one.share, one])) };
};

it('counts a deployment as failed once, by what its changes caused, and when it recovered', async () => {
  await apply(
    merged(1, '2026-03-01T10:00:00Z'),
    merged(2, '2026-03-01T11:00:00Z', byAgent),
    deployed('first', 2, '2026-03-01T12:00:00Z'),
    merged(3, '2026-03-02T10:00:00Z'),
    deployed('second', 3, '2026-03-02T12:00:00Z'),
    // Tells nothing: it failed to run, and another never reached production.
    deployed('broken', 3, '2026-03-02T13:00:00Z', { conclusion: 'failed' }),
    deployed('staged', 3, '2026-03-02T13:00:00Z', { environment: 'staging' }),
    {
      type: 'incident.opened',
      at: '2026-03-01T15:00:00Z',
      incident: 'INC-1',
      title: 'Orders are charged twice',
      changes: [{ number: 1 }, { number: 2 }],
    },
  );
  const before = await measured();
  expect(before.all.changeFailRate).toMatchObject({ deployments: 2, counted: 1, rate: 0.5 });
  expect(before.all.recovery).toMatchObject({ failed: 1, recovered: 0, medianHours: null });
  expect(before.shares.most?.changeFailRate).toMatchObject({ deployments: 1, counted: 1 });
  expect(before.shares.none?.changeFailRate).toMatchObject({ deployments: 1, counted: 0 });

  // What arrives late changes the outcome of the deployment long past.
  await apply({ type: 'incident.resolved', at: '2026-03-01T17:00:00Z', incident: 'INC-1' });
  expect((await measured()).all.recovery).toMatchObject({ recovered: 1, medianHours: 5 });
});

it('counts what brings out a repair as rework', async () => {
  await apply(
    merged(4, '2026-03-03T10:00:00Z', {
      title: 'Revert "Change 3"',
      body: 'Reverts acme/web#3',
    }),
    deployed('third', 4, '2026-03-03T12:00:00Z'),
  );
  const { all } = await measured();
  expect(all.reworkRate).toMatchObject({ deployments: 3, counted: 1 });
  expect(all.changeFailRate).toMatchObject({ counted: 2 });
});
