import { beforeEach, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression } from '@/lib/ledger/decisions';
import { emptied } from '@/lib/ledger/ledger-contents';
import { decideRegressions, undoDecisions } from '@/lib/ledger/many-decisions';
import { rollupDifferences } from '@/lib/rollup/rollup';

const database = testDatabase();
const told = ['acme/api', 'acme/web'].flatMap((repository) =>
  [1, 2, 3].flatMap((number) => [
    {
      type: 'change.merged',
      repository,
      number,
      title: `Change ${number}`,
      mergedAt: `2026-04-0${number}T10:00:00Z`,
      author: { login: 'ann' },
    },
    {
      type: 'regression.reported',
      repository,
      report: `r-${number}`,
      change: { number },
      text: 'it broke',
      at: '2026-04-08T10:00:00Z',
    },
  ]),
);
const dismissal = { decision: 'dismissed', reason: 'a false alarm' } as const;

/** All regressions by name, in one order. */
async function named() {
  const found = await database.prisma.regression.findMany({
    where: { repositoryId: { gt: 0 } },
    orderBy: [{ repositoryId: 'asc' }, { changeKey: 'asc' }],
  });
  const repositories = await database.prisma.repository.findMany();
  const names = new Map(repositories.map(({ id, name }) => [id, name]));
  return found.map(({ repositoryId, id, status }) => ({
    repository: names.get(repositoryId) ?? '',
    regressionId: id,
    status,
  }));
}
const statuses = async () => (await named()).map(({ status }) => status);

let seen = 0n;
const audit = () =>
  database.prisma.auditEntry.findMany({ where: { id: { gt: seen } }, orderBy: { id: 'asc' } });

beforeEach(async () => {
  await emptied(database.prisma);
  await database.prisma.$executeRaw`truncate regression_decision`;
  // The trail cannot be emptied: what a test wrote is what came after this.
  seen = (await database.prisma.auditEntry.aggregate({ _max: { id: true } }))._max.id ?? 0n;
  await applyBatch(
    database.prisma,
    told.map((event) => LedgerEvent.parse(event)),
    { rank: 'api' },
  );
});

it('dismisses regressions of several repositories at once, and takes it back', async () => {
  const all = await named();
  expect(await decideRegressions(database.prisma, all, dismissal, 'ann')).toHaveLength(6);
  expect(await statuses()).toEqual(Array(6).fill('dismissed'));
  expect(await rollupDifferences(database.prisma)).toBe(0);
  expect(await undoDecisions(database.prisma, all, 'ann')).toHaveLength(6);
  expect(await statuses()).toEqual(Array(6).fill('confirmed'));
  expect(await rollupDifferences(database.prisma)).toBe(0);
  expect((await audit()).map(({ action }) => action)).toEqual([
    ...Array(6).fill('dismiss-regression'),
    ...Array(6).fill('undo-decision'),
  ]);
});

it('leaves in the audit trail what the single decision leaves', async () => {
  const [one, other] = await named();
  if (one === undefined || other === undefined) throw new Error('Two regressions are told.');
  await decideRegression(database.prisma, { ...one, ...dismissal }, 'ann');
  await decideRegressions(database.prisma, [other], dismissal, 'ann');
  const [single, many] = await audit();
  const keys = (after: unknown) => Object.keys(Object(after)).sort();
  expect(keys(many?.after)).toEqual(keys(single?.after));
  expect({ ...many, id: 0n, at: 0, subject: '', after: 0 }).toEqual({
    ...single,
    id: 0n,
    at: 0,
    subject: '',
    after: 0,
  });
});

it('leaves what was decided already, and what is not known', async () => {
  const [one, ...others] = await named();
  if (one === undefined) throw new Error('A regression is told.');
  await decideRegression(
    database.prisma,
    { ...one, decision: 'confirmed', reason: 'I saw it' },
    'bob',
  );
  const unknown = { repository: 'no/such', regressionId: one.regressionId };
  const decided = await decideRegressions(
    database.prisma,
    [one, ...others, unknown],
    dismissal,
    'ann',
  );
  expect(decided).toHaveLength(5);
  expect(await statuses()).toEqual(['confirmed', ...Array(5).fill('dismissed')]);
  expect(await undoDecisions(database.prisma, [unknown], 'ann')).toEqual([]);
});
