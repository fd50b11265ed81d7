import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import { type DerivedChange, deriveChange } from '@/lib/ledger/derive-change';
import { ChangeFacts, CommitFacts, joinChange, newest } from '@/lib/ledger/facts';
import type { ChangeNews, News } from '@/lib/ledger/news';
import { touched, touchedTable } from '@/lib/ledger/touched';

const StoredChange = z.object({ repository_id: z.int(), key: z.string(), facts: ChangeFacts });
const StoredCommit = z.object({
  repository_id: z.int(),
  change_key: z.string(),
  sha: z.string(),
  facts: CommitFacts,
  push_head: z.nullable(z.string()),
});

/** A change of the batch with what was known and what is new joined, and judged. */
export interface JudgedChange extends DerivedChange {
  repositoryId: number;
  key: string;
}

/**
 * Joins the news into the stored facts of the changes it is about, judges each anew from all that is
 * known of it, and writes facts and derived columns. Four statements, whatever the batch's size.
 */
export async function applyChanges(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
): Promise<JudgedChange[]> {
  const fresh = [...news].flatMap(([repositoryId, { changes }]) =>
    [...changes].map(([key, change]) => ({ repositoryId, key, change })),
  );
  if (fresh.length === 0) return [];
  const known = await loadKnown(tx, fresh);
  const judged: JudgedChange[] = [];
  const changeRows: object[] = [];
  const commitRows: object[] = [];
  for (const { repositoryId, key, change } of fresh) {
    const before = known.get(`${repositoryId} ${key}`);
    const facts = before === undefined ? change.facts : joinChange(before.facts, change.facts);
    const commits = joinCommits(before?.commits ?? new Map(), change.commits);
    for (const [sha, { facts: commit, pushHead }] of commits) {
      commitRows.push({
        repository_id: repositoryId,
        change_key: key,
        sha,
        facts: commit,
        push_head: pushHead,
      });
    }
    const derived = deriveChange(
      key,
      facts,
      [...commits.values()].map(({ facts: { value } }) => value),
    );
    changeRows.push({ repository_id: repositoryId, facts, ...derived.row });
    judged.push({ repositoryId, key, ...derived });
  }
  await writeChanges(tx, changeRows);
  await writeCommits(tx, commitRows);
  await writeEvidence(tx, judged);
  return judged;
}

type Commits = ChangeNews['commits'];

function joinCommits(before: Commits, after: Commits): Commits {
  const joined: Commits = new Map(before);
  for (const [sha, commit] of after) {
    const other = joined.get(sha);
    joined.set(sha, {
      facts: newest(other?.facts, commit.facts) ?? commit.facts,
      pushHead: other?.pushHead ?? commit.pushHead,
    });
  }
  // Judged in one order, so that evidence does not depend on which commit arrived first.
  return new Map(
    [...joined].sort(([a, x], [b, y]) => compare(x.facts.at, y.facts.at) || compare(a, b)),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function loadKnown(
  tx: Prisma.TransactionClient,
  fresh: readonly { repositoryId: number; key: string }[],
) {
  const list = touchedTable(touched(fresh));
  const changes = await rows(
    tx,
    StoredChange,
    Prisma.sql`select repository_id, key, facts from change where (repository_id, key) in ${list}`,
  );
  const known = new Map(
    changes.map(({ repository_id, key, facts }) => [
      `${repository_id} ${key}`,
      { facts, commits: new Map() as Commits },
    ]),
  );
  if (known.size === 0) return known;
  const commits = await rows(
    tx,
    StoredCommit,
    Prisma.sql`select repository_id, change_key, sha, facts, push_head from change_commit
      where (repository_id, change_key) in ${list}`,
  );
  for (const { repository_id, change_key, sha, facts, push_head } of commits) {
    known.get(`${repository_id} ${change_key}`)?.commits.set(sha, { facts, pushHead: push_head });
  }
  return known;
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
  'confidence',
  'standing',
].map((column) => Prisma.raw(column));

async function writeChanges(tx: Prisma.TransactionClient, changeRows: readonly object[]) {
  const columns = Prisma.join(ownColumns);
  const updates = Prisma.join(
    ownColumns.map((column) => Prisma.sql`${column} = excluded.${column}`),
  );
  await tx.$executeRaw`
    insert into change (repository_id, key, ${columns})
    select repository_id, key, ${columns}
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
