import { areasOf } from '@/lib/attribution/areas';
import { type Attribution, judgeAuthorship } from '@/lib/attribution/judge';
import { judgeKindOfWork } from '@/lib/attribution/kind-of-work';
import { type Commit, sizeBucket } from '@/lib/domain/change';
import type { ChangeFacts } from '@/lib/ledger/facts';
import { type Mention, normaliseTitle } from '@/lib/linking/mention';
import { readReverts } from '@/lib/linking/revert';

/** Everything that one change's own facts tell, before others are asked. */
export interface DerivedChange {
  row: ReturnType<typeof rowOf>;
  attribution: Attribution;
  /** What it says that it undoes or brings back. */
  mentions: readonly Mention[];
}

/** Judges one change from its facts and its commits. Pure: the same facts give the same answer. */
export function deriveChange(
  key: string,
  facts: ChangeFacts,
  commits: readonly Commit[],
): DerivedChange {
  const description = facts.description?.value;
  const paths = facts.size?.value.paths ?? [];
  const labels = description?.labels ?? [];
  const title = description?.title ?? key;
  const words = {
    title,
    ...(description?.body === undefined ? {} : { body: description.body }),
    ...(description?.branch === undefined ? {} : { branch: description.branch }),
  };
  const attribution = judgeAuthorship({
    ...words,
    labels,
    commits,
    ...(facts.standing?.value.mergeSha === undefined
      ? {}
      : { mergeSha: facts.standing.value.mergeSha }),
    // Only a host tells who opened it; git tells the landing commit's author, which is in `commits`.
    ...(description?.author?.login === undefined ? {} : { opener: description.author }),
    ...(facts.declaration === undefined ? {} : { declared: facts.declaration.value }),
  });
  const reverts = readReverts({
    ...words,
    ...(facts.number === undefined ? {} : { number: facts.number }),
  });
  const kindOfWork =
    reverts.standing === 'revert' ? 'revert' : judgeKindOfWork({ ...words, labels, paths });
  return {
    row: rowOf(key, facts, title, attribution, kindOfWork, reverts.standing),
    attribution,
    mentions: reverts.mentions,
  };
}

function rowOf(
  key: string,
  facts: ChangeFacts,
  title: string,
  attribution: Attribution,
  kindOfWork: string,
  standing: string,
) {
  const description = facts.description?.value;
  const outcome = facts.standing?.value.outcome ?? 'open';
  const { additions = null, deletions = null, changedFiles, paths } = facts.size?.value ?? {};
  const sizeLines =
    additions === null && deletions === null ? null : (additions ?? 0) + (deletions ?? 0);
  return {
    key,
    number: facts.number ?? null,
    title,
    title_key: normaliseTitle(title),
    url: description?.url ?? null,
    author_name: description?.author?.name ?? null,
    author_login: description?.author?.login ?? null,
    branch: description?.branch ?? null,
    base_branch: description?.baseBranch ?? null,
    outcome,
    opened_at: description?.openedAt ?? null,
    merged_at: facts.standing?.value.mergedAt ?? null,
    closed_at: outcome === 'closed' ? (facts.standing?.at ?? null) : null,
    merge_sha: facts.standing?.value.mergeSha ?? null,
    additions,
    deletions,
    changed_files: changedFiles ?? paths?.length ?? null,
    areas: areasOf(paths ?? []),
    labels: description?.labels ?? [],
    kind_of_work: kindOfWork,
    size_bucket: sizeBucket(sizeLines),
    authorship: attribution.authorship,
    agent: attribution.agent,
    agents: attribution.agents,
    mode: attribution.mode,
    marked_share: attribution.markedShare,
    confidence: attribution.confidence,
    standing,
  };
}
