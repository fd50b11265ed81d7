import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Override } from '@/lib/domain/decision';
import type { StoredChange } from '@/lib/ledger/derive-change';
import { AttestationFacts, ChangeFacts, CommitFacts, newest } from '@/lib/ledger/facts';
import type { ChangeNews } from '@/lib/ledger/news';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';

export type Commits = ChangeNews['commits'];

/** What is stored of one change, in the form in which news are joined into it. */
export interface KnownChange {
  repositoryId: number;
  key: string;
  facts: ChangeFacts;
  commits: Commits;
  override: Override | undefined;
  judgement: string;
}

const ChangeRow = z.object({
  repository_id: z.int(),
  key: z.string(),
  facts: ChangeFacts,
  judgement: z.string(),
});
const CommitRow = z.object({
  repository_id: z.int(),
  change_key: z.string(),
  sha: z.string(),
  facts: CommitFacts,
  push_head: z.nullable(z.string()),
});
const OverrideRow = z.object({
  repository_id: z.int(),
  change_key: z.string(),
  override: Override,
});

/** What is stored of the listed changes, by `repositoryId key`; those not known are absent. */
export async function loadKnown(
  tx: Prisma.TransactionClient,
  changes: Touched,
): Promise<Map<string, KnownChange>> {
  const list = touchedTable(changes);
  const found = await rows(
    tx,
    ChangeRow,
    Prisma.sql`select repository_id, key, facts, judgement from change
      where (repository_id, key) in ${list}`,
  );
  const known = new Map(
    found.map(({ repository_id: repositoryId, key, facts, judgement }): [string, KnownChange] => [
      idOf(repositoryId, key),
      { repositoryId, key, facts, judgement, commits: new Map(), override: undefined },
    ]),
  );
  if (known.size === 0) return known;
  const commits = await rows(
    tx,
    CommitRow,
    Prisma.sql`select repository_id, change_key, sha, facts, push_head from change_commit
      where (repository_id, change_key) in ${list}`,
  );
  for (const { repository_id, change_key, sha, facts, push_head: pushHead } of commits) {
    known.get(idOf(repository_id, change_key))?.commits.set(sha, { facts, pushHead });
  }
  for (const change of known.values()) change.commits = inOrder(change.commits);
  return known;
}

/** What people said of who wrote the listed changes: also of one that is not known yet. */
export async function loadOverrides(
  tx: Prisma.TransactionClient,
  changes: Touched,
): Promise<Map<string, Override>> {
  const found = await rows(
    tx,
    OverrideRow,
    Prisma.sql`
    select repository_id, change_key, json_strip_nulls(json_build_object(
      'authorship', authorship, 'agent', agent, 'reason', reason)) as override
    from authorship_override where (repository_id, change_key) in ${touchedTable(changes)}`,
  );
  return new Map(
    found.map(({ repository_id, change_key, override }) => [
      idOf(repository_id, change_key),
      override,
    ]),
  );
}

const AttestationRow = z.object({
  repository_id: z.int(),
  sha: z.string(),
  facts: AttestationFacts,
});
export type AttestationsBySha = Map<string, StoredChange['attestations'][number][]>;

/** What tools noted of the listed commits, by `repositoryId sha`. */
export async function loadAttestations(
  tx: Prisma.TransactionClient,
  commits: Touched,
): Promise<AttestationsBySha> {
  const found = await rows(
    tx,
    AttestationRow,
    Prisma.sql`select repository_id, sha, facts from attestation
      where (repository_id, sha) in ${touchedTable(commits)} order by sha, source`,
  );
  const bySha: AttestationsBySha = new Map();
  for (const { repository_id, sha, facts } of found) {
    const id = idOf(repository_id, sha);
    bySha.set(id, [...(bySha.get(id) ?? []), { ...facts.value, sha }]);
  }
  return bySha;
}

/** Both commits' facts, joined. */
export function joinCommits(before: Commits, after: Commits): Commits {
  const joined: Commits = new Map(before);
  for (const [sha, commit] of after) {
    const other = joined.get(sha);
    joined.set(sha, {
      facts: newest(other?.facts, commit.facts) ?? commit.facts,
      pushHead: other?.pushHead ?? commit.pushHead,
    });
  }
  return inOrder(joined);
}

/** Judged in one order, so that evidence does not depend on which commit arrived first. */
function inOrder(commits: Commits): Commits {
  return new Map(
    [...commits].sort(([a, x], [b, y]) => compare(x.facts.at, y.facts.at) || compare(a, b)),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A change or commit of a repository as one text. */
export const idOf = (repositoryId: number, key: string) => `${repositoryId} ${key}`;

/** The commits of changes as a list to ask about. */
export function commitsOf(changes: Iterable<{ repositoryId: number; commits: Commits }>): Touched {
  return touched(
    [...changes].flatMap(({ repositoryId, commits }) =>
      [...commits.keys()].map((key) => ({ repositoryId, key })),
    ),
  );
}

/** A change as the judge takes it. */
export function storedChange(
  repository: string,
  { repositoryId, key, facts, commits, override }: Omit<KnownChange, 'judgement'>,
  attestations: AttestationsBySha,
): StoredChange {
  const list = [...commits.values()].map(({ facts: { value } }) => value);
  return {
    repository,
    key,
    facts,
    commits: list,
    override,
    attestations: list.flatMap(({ sha }) => attestations.get(idOf(repositoryId, sha)) ?? []),
  };
}
