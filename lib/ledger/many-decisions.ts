import * as z from 'zod/mini';
import { noteAllInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { RegressionKey } from '@/lib/domain/decision';
import { applyConsequences } from '@/lib/ledger/apply-news';
import { actions, type RegressionDecision } from '@/lib/ledger/decisions';
import { withLockedRepositories } from '@/lib/ledger/locked-repository';
import { touched } from '@/lib/ledger/touched';

/** A regression by its repository's name and its own uuid. */
export type NamedRegression = Pick<RegressionDecision, 'repository' | 'regressionId'>;

const Decided = z.extend(RegressionKey, { repositoryId: z.int(), regressionId: z.guid() });
type Decided = z.output<typeof Decided>;

const keyColumns = Prisma.sql`d.repository_id as "repositoryId", d.regression_id as "regressionId",
  d.change_key as "changeKey", d.kind, d.cause_type as "causeType", d.cause_key as "causeKey"`;

/**
 * Decides the same of many regressions, in one transaction. What a person decided on already is left as
 * it is: to decide anew they take that back first.
 * @returns those that were decided on.
 */
export function decideRegressions(
  database: PrismaClient,
  named: readonly NamedRegression[],
  { decision, reason }: { decision: 'confirmed' | 'dismissed'; reason: string },
  decidedBy: string,
): Promise<NamedRegression[]> {
  return withLockedRepositories(database, namesOf(named), async (tx, ids) => {
    const decided = await rows(
      tx,
      Decided,
      Prisma.sql`
      insert into regression_decision as d (repository_id, regression_id, change_key, kind,
        cause_type, cause_key, decision, reason, decided_by, decided_at)
      select g.repository_id, g.id, g.change_key, g.kind, g.cause_type, g.cause_key,
        ${decision}, ${reason}, ${decidedBy}, now()
      from regression g join ${listOf(named, ids)} on l.repository_id = g.repository_id and l.id = g.id
      on conflict (repository_id, regression_id) do nothing
      returning ${keyColumns}`,
    );
    const nameOf = namesById(ids);
    await noteAllInAudit(
      tx,
      decided.map((one) => {
        const { changeKey, kind, causeType, causeKey } = one;
        return {
          ...subjectOf(one, nameOf),
          decidedBy,
          action: actions[decision],
          reason,
          after: { changeKey, kind, causeType, causeKey, decision },
        };
      }),
    );
    await applyConsequences(tx, changesOf(decided));
    return decided.map((one) => asNamed(one, nameOf));
  });
}

const Undone = z.extend(Decided, { decision: z.string(), reason: z.string() });

/**
 * Lets the rules decide again on many regressions, in one transaction.
 * @returns those that there was a decision on.
 */
export function undoDecisions(
  database: PrismaClient,
  named: readonly NamedRegression[],
  decidedBy: string,
): Promise<NamedRegression[]> {
  return withLockedRepositories(database, namesOf(named), async (tx, ids) => {
    const undone = await rows(
      tx,
      Undone,
      Prisma.sql`
      delete from regression_decision d using ${listOf(named, ids)}
      where d.repository_id = l.repository_id and d.regression_id = l.id
      returning ${keyColumns}, d.decision, d.reason`,
    );
    const nameOf = namesById(ids);
    await noteAllInAudit(
      tx,
      undone.map(({ repositoryId, regressionId, ...before }) => ({
        ...subjectOf({ repositoryId, regressionId }, nameOf),
        decidedBy,
        action: 'undo-decision',
        reason: before.reason,
        before,
      })),
    );
    await applyConsequences(tx, changesOf(undone));
    return undone.map((one) => asNamed(one, nameOf));
  });
}

const namesOf = (named: readonly NamedRegression[]) => [
  ...new Set(named.map(({ repository }) => repository)),
];

/** The regressions of known repositories as a table `l (repository_id, id)`. */
function listOf(named: readonly NamedRegression[], ids: ReadonlyMap<string, number>): Prisma.Sql {
  const known = named.flatMap(({ repository, regressionId }) => {
    const repositoryId = ids.get(repository);
    return repositoryId === undefined ? [] : [{ repositoryId, regressionId }];
  });
  return Prisma.sql`(select distinct repository_id, id from unnest(
    ${known.map(({ repositoryId }) => repositoryId)}::int[],
    ${known.map(({ regressionId }) => regressionId)}::uuid[]) as told(repository_id, id)) as l`;
}

type NameOf = (repositoryId: number) => string;

function namesById(ids: ReadonlyMap<string, number>): NameOf {
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  return (repositoryId) => names.get(repositoryId) ?? '';
}

type Place = Pick<Decided, 'repositoryId' | 'regressionId'>;

function asNamed({ repositoryId, regressionId }: Place, nameOf: NameOf): NamedRegression {
  return { repository: nameOf(repositoryId), regressionId };
}

function subjectOf(place: Place, nameOf: NameOf) {
  const { repository, regressionId } = asNamed(place, nameOf);
  return { repository, subject: `${repository}/${regressionId}` };
}

const changesOf = (decided: readonly Decided[]) =>
  touched(decided.map(({ repositoryId, changeKey }) => ({ repositoryId, key: changeKey })));
