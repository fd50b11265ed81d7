import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import type { CauseType } from '@/lib/domain/decision';
import type { ChangeRef } from '@/lib/domain/event';
import type { RegressionKind } from '@/lib/domain/regression';
import { IncidentFacts, joinIncident, joinReport, ReportFacts } from '@/lib/ledger/facts';
import type { News } from '@/lib/ledger/news';
import { touched, touchedTable } from '@/lib/ledger/touched';
import { readIncident } from '@/lib/linking/incident';
import type { Mention } from '@/lib/linking/mention';
import { readReport } from '@/lib/linking/reported';

/** Something that names changes it came from, and when it happened. */
export interface Cause {
  repositoryId: number;
  type: CauseType;
  key: string;
  /** Null while it has not happened: an unmerged revert, an incident known only by a link. */
  at: string | null;
  mentions: readonly Mention[];
}

/** Joins news of incidents into what is stored, and reads which changes they name. */
export async function applyIncidents(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
  names: ReadonlyMap<number, string>,
): Promise<Cause[]> {
  const fresh = flatten(news, ({ incidents }) => incidents);
  if (fresh.length === 0) return [];
  const known = await loadKnown(tx, KnownIncident, Prisma.raw('incident'), fresh);
  const causes: Cause[] = [];
  const incidentRows = fresh.map(({ repositoryId, key, value }) => {
    const before = known.get(`${repositoryId} ${key}`);
    const facts = before === undefined ? value : joinIncident(before, value);
    const opened = facts.opened?.value;
    const openedAt = facts.openedAt ?? null;
    const named = Object.values(facts.links).map(({ change, reason }) =>
      linked('incident', change, reason),
    );
    const read =
      opened === undefined
        ? []
        : readIncident({ ...opened, repository: names.get(repositoryId) ?? '' });
    causes.push({
      repositoryId,
      type: 'incident',
      key,
      at: openedAt,
      mentions: [...named, ...read],
    });
    return {
      repository_id: repositoryId,
      key,
      facts,
      title: opened?.title ?? null,
      severity: opened?.severity ?? null,
      service: opened?.service ?? null,
      url: opened?.url ?? null,
      opened_at: openedAt,
      resolved_at: facts.resolved?.at ?? null,
    };
  });
  await tx.$executeRaw`
    insert into incident
    select * from json_populate_recordset(null::incident, ${storableJson(incidentRows)}::json)
    on conflict (repository_id, key) do update set
      facts = excluded.facts, title = excluded.title, severity = excluded.severity,
      service = excluded.service, url = excluded.url, opened_at = excluded.opened_at,
      resolved_at = excluded.resolved_at`;
  return causes;
}

/** Joins news of reports into what is stored, and reads which changes they name. */
export async function applyReports(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
  names: ReadonlyMap<number, string>,
): Promise<Cause[]> {
  const fresh = flatten(news, ({ reports }) => reports);
  if (fresh.length === 0) return [];
  const known = await loadKnown(tx, KnownReport, Prisma.raw('report'), fresh);
  const causes: Cause[] = [];
  const reportRows = fresh.map(({ repositoryId, key, value }) => {
    const before = known.get(`${repositoryId} ${key}`);
    const facts = before === undefined ? value : joinReport(before, value);
    const { change, title, text, url } = facts.reported.value;
    const mentions =
      change === undefined
        ? readReport([title, text].filter(Boolean).join('\n'), names.get(repositoryId))
        : [linked('reported', change, text ?? title)];
    causes.push({ repositoryId, type: 'report', key, at: facts.firstAt, mentions });
    return {
      repository_id: repositoryId,
      key,
      facts,
      title: title ?? null,
      url: url ?? null,
      reported_at: facts.firstAt,
    };
  });
  await tx.$executeRaw`
    insert into report
    select * from json_populate_recordset(null::report, ${storableJson(reportRows)}::json)
    on conflict (repository_id, key) do update set
      facts = excluded.facts, title = excluded.title, url = excluded.url,
      reported_at = excluded.reported_at`;
  return causes;
}

/** A sender's explicit word, not read from a text. */
function linked(kind: RegressionKind, change: ChangeRef, reason: string | undefined): Mention {
  return {
    kind,
    effect: 'undoes',
    target: targetOf(change),
    source: kind === 'incident' ? 'incident' : 'report',
    rule: 'named-by-sender',
    matched: reason ?? wordsOf(change),
    confidence: 'high',
  };
}

function targetOf(change: ChangeRef): Mention['target'] {
  if ('number' in change) return { form: 'number', key: String(change.number) };
  if ('sha' in change) return { form: 'sha', key: change.sha };
  return { form: 'deployment', key: change.deployment };
}

function wordsOf(change: ChangeRef): string {
  if ('number' in change) return `#${change.number}`;
  return 'sha' in change ? change.sha : `deployment ${change.deployment}`;
}

function flatten<T>(news: ReadonlyMap<number, News>, pick: (news: News) => ReadonlyMap<string, T>) {
  return [...news].flatMap(([repositoryId, one]) =>
    [...pick(one)].map(([key, value]) => ({ repositoryId, key, value })),
  );
}

interface Known<Facts> {
  repository_id: number;
  key: string;
  facts: Facts;
}
const KnownIncident = z.object({ repository_id: z.int(), key: z.string(), facts: IncidentFacts });
const KnownReport = z.object({ repository_id: z.int(), key: z.string(), facts: ReportFacts });

async function loadKnown<Facts>(
  tx: Prisma.TransactionClient,
  known: z.ZodMiniType<Known<Facts>>,
  table: Prisma.Sql,
  fresh: readonly { repositoryId: number; key: string }[],
): Promise<Map<string, Facts>> {
  const found = await rows(
    tx,
    known,
    Prisma.sql`select repository_id, key, facts from ${table}
      where (repository_id, key) in ${touchedTable(touched(fresh))}`,
  );
  return new Map(found.map((row) => [`${row.repository_id} ${row.key}`, row.facts]));
}
