import * as z from 'zod/mini';
import {
  Suggestion,
  ToldDecision,
  ToldFailureMode,
  type ToldRegression,
  type Unlinked,
} from '@/lib/api/change';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Confidence } from '@/lib/domain/evidence';
import { RegressionKind, RegressionStatus } from '@/lib/domain/regression';
import { CauseColumns, causeColumns, causeJoins, causeOf } from '@/lib/measure/cause';

/** The change that regressions are asked of. */
interface Subject {
  repository_id: number;
  key: string;
  repository: string;
}

const Row = z.extend(CauseColumns, {
  id: z.guid(),
  kind: RegressionKind,
  status: RegressionStatus,
  confidence: Confidence,
  regressed_at: z.date(),
  day: z.int(),
  evidence: z.array(
    z.object({
      source: z.string(),
      rule: z.string(),
      matched: z.string(),
      confidence: Confidence,
    }),
  ),
  alongside: z.array(z.object({ id: z.guid(), changeTitle: z.string(), status: RegressionStatus })),
  /** As told, not as columns: one of them cannot be known without the others. */
  decided: z.nullable(ToldDecision),
  suggestion: z.nullable(Suggestion),
  failure_mode: z.nullable(ToldFailureMode),
});

/** Of many changes that one cause shows, as many as one would read. */
const mostAlongside = 20;

/** A change's regressions, first one first, each with its evidence and what a person decided of it. */
export async function regressionsOf(
  database: Database,
  subject: Subject,
): Promise<ToldRegression[]> {
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select g.id, g.kind, g.status, g.confidence, g.regressed_at, g.day::int as day,
      ${subject.repository} as repository, ${causeColumns},
      case when p.decision is not null then ${decided(Prisma.raw('p'))} end as decided,
      case when g.suggested_mode is not null then g.suggested_because
        || jsonb_build_object('failureMode', g.suggested_mode) end as suggestion,
      case when f.failure_mode is not null then ${failureModeOf(Prisma.raw('f'))} end as failure_mode,
      (select coalesce(json_agg(json_build_object('source', e.source, 'rule', e.rule,
          'matched', e.matched, 'confidence', e.confidence) order by e.position), '[]')
        from regression_evidence e
        where e.repository_id = g.repository_id and e.regression_id = g.id) as evidence,
      (select coalesce(json_agg(json_build_object('id', o.id, 'changeTitle', o.title,
          'status', o.status) order by o.title, o.id), '[]')
        from (select o.id, oc.title, o.status from regression o
          join change oc on oc.repository_id = o.repository_id and oc.key = o.change_key
          where o.repository_id = g.repository_id and o.cause_type = g.cause_type
            and o.cause_key = g.cause_key and o.change_key <> g.change_key
          limit ${mostAlongside}) as o) as alongside
    from regression g ${causeJoins}
    left join regression_decision p
      on p.repository_id = g.repository_id and p.regression_id = g.id
    left join failure_mode_decision f
      on f.repository_id = g.repository_id and f.regression_id = g.id
    where g.repository_id = ${subject.repository_id} and g.change_key = ${subject.key}
    order by g.day, g.regressed_at, g.id`,
  );
  const idOf = (id: string) => `${subject.repository}/${id}`;
  return found.map((row) => ({
    id: idOf(row.id),
    kind: row.kind,
    status: row.status,
    confidence: row.confidence,
    regressedAt: row.regressed_at.toISOString(),
    day: row.day,
    cause: causeOf(row),
    evidence: row.evidence,
    decision: row.decided,
    suggestion: row.suggestion,
    failureMode: row.failure_mode,
    alongside: row.alongside.map((other) => ({ ...other, id: idOf(other.id) })),
  }));
}

const UnlinkedRow = z.extend(CauseColumns, {
  id: z.guid(),
  kind: RegressionKind,
  decided: ToldDecision,
});

/** What a person said has nothing to do with the change, newest word first. */
export async function unlinkedOf(database: Database, subject: Subject): Promise<Unlinked[]> {
  const found = await rows(
    database,
    UnlinkedRow,
    Prisma.sql`
    select g.regression_id as id, g.kind, ${decided(Prisma.raw('g'))} as decided,
      ${subject.repository} as repository, ${causeColumns}
    from regression_decision g ${causeJoins}
    where g.repository_id = ${subject.repository_id} and g.change_key = ${subject.key}
      and g.decision = 'unlinked'
    order by g.decided_at desc, g.regression_id`,
  );
  return found.map((row) => ({
    id: `${subject.repository}/${row.id}`,
    kind: row.kind,
    cause: causeOf(row),
    decision: row.decided,
  }));
}

/** A row of decisions as the API tells it. */
function decided(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`json_build_object('decision', ${row}.decision, ${byWhom(row)})`;
}

/** A row of decisions on why something broke, as the API tells it. */
function failureModeOf(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`json_build_object('failureMode', ${row}.failure_mode, ${byWhom(row)})`;
}

function byWhom(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`'reason', ${row}.reason, 'decidedBy', ${row}.decided_by, 'decidedAt',
    to_char(${row}.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
