import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { type DerivedChange, deriveChange, type Rules } from '@/lib/ledger/derive-change';
import { joinChange } from '@/lib/ledger/facts';
import type { News } from '@/lib/ledger/news';
import {
  commitsOf,
  idOf,
  joinCommits,
  loadAttestations,
  loadKnown,
  loadOverrides,
  storedChange,
} from '@/lib/ledger/stored-changes';
import { touched, touchedTable } from '@/lib/ledger/touched';

/** A change of the batch with what was known and what is new joined, and judged. */
export interface JudgedChange extends DerivedChange {
  repositoryId: number;
  key: string;
}

/**
 * Joins the news into the stored facts of the changes it is about, judges each anew from all that is
 * known of it, and writes facts and derived columns. A few statements, whatever the batch's size.
 */
export async function applyChanges(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
  names: ReadonlyMap<number, string>,
  rules: Rules,
): Promise<JudgedChange[]> {
  const fresh = [...news].flatMap(([repositoryId, { changes }]) =>
    [...changes].map(([key, change]) => ({ repositoryId, key, change })),
  );
  if (fresh.length === 0) return [];
  const list = touched(fresh);
  const known = await loadKnown(tx, list);
  const overrides = await loadOverrides(tx, list);
  const joined = fresh.map(({ repositoryId, key, change }) => {
    const before = known.get(idOf(repositoryId, key));
    return {
      repositoryId,
      key,
      facts: before === undefined ? change.facts : joinChange(before.facts, change.facts),
      commits: joinCommits(before?.commits ?? new Map(), change.commits),
      override: overrides.get(idOf(repositoryId, key)),
    };
  });
  const attestations = await loadAttestations(tx, commitsOf(joined));
  const judged = joined.map((change): JudgedChange => {
    const { repositoryId, key } = change;
    const stored = storedChange(names.get(repositoryId) ?? '', change, attestations);
    return { repositoryId, key, ...deriveChange(stored, rules) };
  });
  await writeChanges(
    tx,
    judged.map(({ row, judgement }, index) => {
      const { repositoryId, facts } = joined[index] ?? {};
      return { repository_id: repositoryId, facts, judgement, ...row };
    }),
  );
  await writeCommits(
    tx,
    joined.flatMap(({ repositoryId, key, commits }) =>
      [...commits].map(([sha, { facts, pushHead }]) => ({
        repository_id: repositoryId,
        change_key: key,
        sha,
        facts,
        push_head: pushHead,
      })),
    ),
  );
  await writeEvidence(tx, judged);
  return judged;
}

/** The columns that a change's own facts decide; what others decide is left as it is. */
const ownColumns = [
  'facts',
  'number',
  'title',
  'title_key',
  'url',
  'author_name',
  'author_login',
  'branch',
  'base_branch',
  'outcome',
  'opened_at',
  'merged_at',
  'closed_at',
  'merge_sha',
  'parent_sha',
  'patch_id',
  'revision',
  'additions',
  'deletions',
  'changed_files',
  'areas',
  'labels',
  'kind_of_work',
  'size_bucket',
  'authorship',
  'agent',
  'agents',
  'mode',
  'marked_share',
  'line_share',
  'confidence',
  'standing',
  'judgement',
].map((column) => Prisma.raw(column));

async function writeChanges(tx: Prisma.TransactionClient, changeRows: readonly object[]) {
  const columns = Prisma.join(ownColumns);
  const updates = Prisma.join(
    ownColumns.map((column) => Prisma.sql`${column} = excluded.${column}`),
  );
  await tx.$executeRaw`
    insert into change (repository_id, key, exposed, ${columns})
    select repository_id, key,
      -- What most turn out to be; settling corrects it, and need not write the others again.
      outcome = 'merged' and merged_at is not null and standing <> 'revert', ${columns}
    from json_populate_recordset(null::change, ${storableJson(changeRows)}::json)
    on conflict (repository_id, key) do update set ${updates}`;
}

async function writeCommits(tx: Prisma.TransactionClient, commitRows: readonly object[]) {
  if (commitRows.length === 0) return;
  await tx.$executeRaw`
    insert into change_commit (repository_id, change_key, sha, facts, push_head)
    select repository_id, change_key, sha, facts, push_head
    from json_populate_recordset(null::change_commit, ${storableJson(commitRows)}::json)
    on conflict (repository_id, change_key, sha) do update
    set facts = excluded.facts, push_head = excluded.push_head`;
}

async function writeEvidence(tx: Prisma.TransactionClient, judged: readonly JudgedChange[]) {
  await tx.$executeRaw`
    delete from attribution_evidence
    where (repository_id, change_key) in ${touchedTable(touched(judged))}`;
  const evidence = judged.flatMap(({ repositoryId, key, attribution }) =>
    attribution.evidence.map((fact, position) => ({
      repository_id: repositoryId,
      change_key: key,
      position,
      sha: null,
      ...fact,
    })),
  );
  if (evidence.length === 0) return;
  await tx.$executeRaw`
    insert into attribution_evidence
      (repository_id, change_key, position, source, rule, matched, confidence, sha)
    select repository_id, change_key, position, source, rule, matched, confidence, sha
    from json_populate_recordset(null::attribution_evidence, ${storableJson(evidence)}::json)`;
}
