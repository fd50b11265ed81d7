import * as z from 'zod/mini';
import { type AuditNote, noteAllInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { ledgerChannel } from '@/lib/db/ledger-channel';
import { rows } from '@/lib/db/rows';
import type { FailureMode } from '@/lib/domain/regression';
import { repositoryLock } from '@/lib/ledger/locked-repository';

/** What a person decides on why regressions broke something. */
export interface FailureModeDecision {
  /** `owner/name/<uuid>`, of one repository or several. */
  ids: readonly string[];
  failureMode: FailureMode;
  reason: string;
  /** What becomes of an earlier word of a person on one of them; replaced unless said. */
  earlier?: 'replaced' | 'left';
}

/**
 * Says why regressions broke something, whatever is suggested, in one transaction and with an entry in the
 * audit trail for each.
 * @returns the ids of those that it came to: what is not known is left alone.
 */
export async function decideFailureModes(
  database: PrismaClient,
  { ids, failureMode, reason, earlier = 'replaced' }: FailureModeDecision,
  decidedBy: string,
): Promise<string[]> {
  return database.$transaction(async (tx) => {
    await lockRepositories(tx, ids);
    const known = await rows(
      tx,
      Subject,
      Prisma.sql`
      with known as materialized (
        select g.repository_id, g.id, r.name, g.change_key, a.id as subject, d.reason, ${factsOf} as before
        from ${asked(ids)} as a join repository r on r.name = a.repository
        join regression g on g.repository_id = r.id and g.id = a.regression_id
        left join failure_mode_decision d
          on d.repository_id = g.repository_id and d.regression_id = g.id
        where ${earlier === 'replaced'} or d.failure_mode is null
      ),
      written as (
        insert into failure_mode_decision
          (repository_id, regression_id, failure_mode, reason, decided_by)
        select repository_id, id, ${failureMode}, ${reason}, ${decidedBy} from known
        on conflict (repository_id, regression_id) do update set
          failure_mode = excluded.failure_mode, reason = excluded.reason,
          decided_by = excluded.decided_by, decided_at = now()
      )
      ${told} from known order by subject`,
    );
    return noteAll(tx, known, (subject) => ({
      ...{ decidedBy, action: 'decide-failure-mode', reason },
      after: { failureMode, changeKey: subject.changeKey },
    }));
  });
}

/** Lets what is suggested stand again. @returns the ids of those of which something had been decided. */
export async function undoFailureModes(
  database: PrismaClient,
  ids: readonly string[],
  decidedBy: string,
): Promise<string[]> {
  return database.$transaction(async (tx) => {
    await lockRepositories(tx, ids);
    const undone = await rows(
      tx,
      Subject,
      Prisma.sql`
      with undone as (
        delete from failure_mode_decision d
        using ${asked(ids)} as a join repository r on r.name = a.repository
        where d.repository_id = r.id and d.regression_id = a.regression_id
        returning r.name, a.id as subject, d.reason, ${factsOf} as before, (
          select g.change_key from regression g
          where g.repository_id = r.id and g.id = d.regression_id) as change_key
      )
      ${told} from undone order by subject`,
    );
    return noteAll(tx, undone, ({ reason, changeKey }) => ({
      ...{ decidedBy, action: 'undo-failure-mode', reason: reason ?? '' },
      after: { changeKey },
    }));
  });
}

/** What stood before, for the audit trail; null where nothing did. */
const factsOf = Prisma.sql`case when d.failure_mode is not null
  then jsonb_build_object('failureMode', d.failure_mode, 'reason', d.reason) end`;

/** The ids as a table, each in its parts: `owner/name/` before the 36 characters of the uuid. */
function asked(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`(select distinct id, left(id, -37) as repository,
    right(id, 36)::uuid as regression_id from unnest(${[...ids]}::text[]) as listed(id))`;
}

/** Nobody deletes or merges them meanwhile; in one order, so that nobody waits in a circle. */
async function lockRepositories(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    select pg_advisory_xact_lock(${repositoryLock}::int, id)
    from (select distinct r.id from ${asked(ids)} as a join repository r on r.name = a.repository
      order by 1) as ordered`;
}

/** What a decision came to, as the audit trail tells it. */
const Subject = z.object({
  repository: z.string(),
  subject: z.string(),
  changeKey: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  before: z.nullable(z.record(z.string(), z.string())),
});
type Subject = z.output<typeof Subject>;
const told = Prisma.sql`select name as repository, subject, change_key as "changeKey", reason, before`;

/** Adds an entry for each to the audit trail, and tells the readers. @returns their ids. */
async function noteAll(
  tx: Prisma.TransactionClient,
  subjects: readonly Subject[],
  word: (subject: Subject) => Pick<AuditNote, 'decidedBy' | 'action' | 'reason' | 'after'>,
): Promise<string[]> {
  if (subjects.length === 0) return [];
  await noteAllInAudit(
    tx,
    subjects.map((one) => ({
      ...word(one),
      repository: one.repository,
      subject: one.subject,
      before: one.before ?? undefined,
    })),
  );
  await tx.$executeRaw`select pg_notify(${ledgerChannel}, '')`;
  return subjects.map(({ subject }) => subject);
}
