import type { PrismaClient } from '@/lib/db/generated/client';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { changeSetting } from '@/lib/ledger/settings';

/** The one repository that is written to, which all see. */
export const target = 'fuzz/target';
/** The team of those who see nothing but that. No request names it, so none can give it more to see. */
export const narrowTeam = 'of-the-target-alone';

/** Asked for by name by those who do not see it. */
export const hidden = 'fuzz/hidden';
/** No request has this name in it, so that an answer which has it tells of it by itself. */
const unnamed = 'fuzz/unnamed-41c7e9';
/** Stands in all texts of both of them. */
const planted = 'planted8d02f1';

/** What an answer to those who see the target alone never has in it. */
export const untold: readonly string[] = [unnamed, planted];

/** Plants the repositories that not everybody sees, and all that could tell of them. */
export async function plantUnseen(database: PrismaClient): Promise<void> {
  const events = [hidden, unnamed].flatMap((repository) => eventsOf(repository));
  await applyBatch(database, events, { rank: 'api' });
  const { id: repositoryId } = await database.repository.findUniqueOrThrow({
    where: { name: unnamed },
  });
  const [regression] = await database.regression.findMany({ where: { repositoryId }, take: 1 });
  if (regression !== undefined) {
    const note = { repositoryId, regressionId: regression.id, text: planted, writtenBy: planted };
    await database.note.create({ data: note });
  }
  const guardrail = { kind: 'tests', what: planted, since: new Date('2026-06-15T00:00:00Z') };
  await database.guardrail.create({
    data: {
      ...guardrail,
      ...{ name: planted, repositories: [unnamed], agents: [], reason: planted, addedBy: planted },
    },
  });
  const teams = [
    { id: narrowTeam, name: 'Target', repositories: [target] },
    { id: 'of-the-rest', name: planted, repositories: [unnamed, hidden] },
  ];
  await changeSetting(database, 'teams', teams, 'so that not all see all', 'fuzz');
}

function eventsOf(repository: string): LedgerEvent[] {
  const at = '2026-06-20T12:00:00Z';
  const link = `https://example.org/${planted}`;
  return [1, 2, 3].flatMap((number) =>
    [
      {
        ...{ type: 'change.merged', number, title: `Change ${planted}`, url: link, body: planted },
        ...{ author: { login: planted }, labels: [planted], branch: planted, baseBranch: planted },
        ...{ mergedAt: at, mergeSha: `abc${number}`.padEnd(40, '0'), paths: [`${planted}/a.ts`] },
      },
      {
        ...{ type: 'deployment.finished', at: '2026-06-20T13:00:00Z', url: link },
        ...{ deployment: `${planted}-${number}`, sha: `abc${number}`.padEnd(40, '0') },
        ...{ environment: planted, service: planted, conclusion: 'succeeded' },
      },
      {
        ...{
          type: 'incident.opened',
          at: '2026-06-21T12:00:00Z',
          incident: `${planted}-${number}`,
        },
        ...{ title: planted, text: planted, severity: planted, service: planted, url: link },
        changes: [{ number }],
      },
      {
        ...{ type: 'regression.reported', at: '2026-06-22T12:00:00Z', report: planted },
        ...{ change: { number }, title: planted, text: planted },
      },
    ].map((event) => LedgerEvent.parse({ repository, ...event })),
  );
}
