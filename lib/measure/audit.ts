import * as z from 'zod/mini';
import { type AuditAnswer, type AuditAsk, type AuditFilter, AuditRow } from '@/lib/api/audit';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { AuditAction } from '@/lib/domain/decision';

const Row = z.extend(AuditRow, { at: z.date() });

/** What an entry says by itself, whatever came after it. */
export const auditColumns = Prisma.sql`a.id::text as id, a.at, a.decided_by as "decidedBy",
  a.person_id as "personId", a.token_id as "tokenId", a.address, a.request_id as "requestId",
  a.action, a.repository, a.subject, a.reason, a.before, a.after`;

/** What people decided, newest first, a page at a time. */
export async function audit(database: Database, ask: AuditAsk): Promise<AuditAnswer> {
  const after =
    ask.cursor === undefined ? Prisma.empty : Prisma.sql`and a.id < ${ask.cursor}::bigint`;
  const [found, [counted]] = await Promise.all([
    rows(
      database,
      Row,
      Prisma.sql`
      select ${auditColumns}, ${undo} as undo
      from audit_entry a where ${auditWhere(ask)} ${after}
      order by a.id desc limit ${ask.limit + 1}`,
    ),
    rows(
      database,
      z.object({ total: z.int() }),
      Prisma.sql`select count(*)::int as total from audit_entry a where ${auditWhere(ask)}`,
    ),
  ]);
  const page = found.slice(0, ask.limit);
  return {
    rows: page.map((row) => ({ ...row, at: row.at.toISOString() })),
    next: found.length > ask.limit ? (page.at(-1)?.id ?? null) : null,
    total: counted?.total ?? 0,
  };
}

/** The condition that entries `a` are of a filter. */
export function auditWhere(filter: AuditFilter): Prisma.Sql {
  const { search, by, repository, action, from, to } = filter;
  const wanted = [
    Prisma.sql`true`,
    ...(from === undefined
      ? []
      : [Prisma.sql`a.at >= ${from}::date::timestamp at time zone 'UTC'`]),
    ...(to === undefined
      ? []
      : [Prisma.sql`a.at < (${to}::date + 1)::timestamp at time zone 'UTC'`]),
    ...(by === undefined
      ? []
      : [
          Prisma.sql`(strpos(lower(a.decided_by), lower(${by}::text)) > 0
            or a.address = ${by}::text)`,
        ]),
    ...(repository === undefined ? [] : [Prisma.sql`a.repository = ${repository}`]),
    ...(action === undefined ? [] : [Prisma.sql`a.action = ${action}`]),
    ...(search === undefined
      ? []
      : [
          Prisma.sql`(strpos(lower(a.subject), lower(${search}::text)) > 0
            or strpos(lower(a.reason), lower(${search}::text)) > 0)`,
        ]),
  ];
  return Prisma.join(wanted, ' and ');
}

/** Nothing of the same kind was decided on the subject since; others may have been. */
const isLastWord = (...kind: readonly AuditAction[]) => Prisma.sql`not exists (
  select from audit_entry later where later.repository = a.repository
    and later.subject = a.subject and later.id > a.id and later.action in (${Prisma.join(kind)}))`;
/** A setting is of no repository, and `is null` is what the index finds. */
const isLastOfSetting = Prisma.sql`not exists (
  select from audit_entry later where later.repository is null and later.subject = a.subject
    and later.id > a.id and later.action in ('change-setting', 'undo-setting'))`;
/** The subject of a decision is `owner/name/key`. */
const keyOfSubject = Prisma.sql`substr(a.subject, length(a.repository) + 2)`;
const decisions: readonly AuditAction[] = [
  'confirm-regression',
  'dismiss-regression',
  'link-regression',
  'unlink-regression',
];

/** What would undo an entry, null where it no longer holds or never could be undone. */
const undo = Prisma.sql`case
  when a.action = 'add-rule' and exists (
    select from rule u where a.subject = 'rule-' || u.id and u.revoked_at is null) then 'rule'
  when a.action = 'add-guardrail' and exists (
    select from guardrail u
    where a.subject = 'guardrail-' || u.id and u.removed_at is null) then 'guardrail'
  when a.action = 'override-authorship' and ${isLastWord('override-authorship', 'undo-override')}
    and exists (
    select from repository r join authorship_override o on o.repository_id = r.id
    where r.name = a.repository and o.change_key = ${keyOfSubject}) then 'override'
  when a.action in (${Prisma.join(decisions)}) and ${isLastWord(...decisions, 'undo-decision')}
    and exists (
    select from repository r join regression_decision d on d.repository_id = r.id
    where r.name = a.repository and d.regression_id::text = ${keyOfSubject}) then 'decision'
  when a.action = 'decide-failure-mode'
    and ${isLastWord('decide-failure-mode', 'undo-failure-mode')} and exists (
    select from repository r join failure_mode_decision d on d.repository_id = r.id
    where r.name = a.repository and d.regression_id::text = ${keyOfSubject}) then 'failure-mode'
  when a.action = 'change-setting' and ${isLastOfSetting} then 'setting'
  end`;
