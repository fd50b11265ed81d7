import { createHash } from 'node:crypto';
import { areasOf } from '@/lib/attribution/areas';
import { type Attribution, judgeAuthorship } from '@/lib/attribution/judge';
import { judgeKindOfWork } from '@/lib/attribution/kind-of-work';
import type { Rulebook } from '@/lib/attribution/rulebook';
import type { Attestation } from '@/lib/domain/attestation';
import { canonicalJson } from '@/lib/domain/canonical';
import { type Commit, type KindOfWork, sizeBucket } from '@/lib/domain/change';
import type { Override } from '@/lib/domain/decision';
import type { Settings } from '@/lib/domain/setting';
import type { ChangeFacts } from '@/lib/ledger/facts';
import { readBackport } from '@/lib/linking/backport';
import { readCommitReverts } from '@/lib/linking/commit-reverts';
import { readFix, readMended } from '@/lib/linking/fix';
import { readHotfix } from '@/lib/linking/hotfix';
import { type Mention, normaliseTitle, strongestFirst } from '@/lib/linking/mention';
import { type Reverts, readReverts } from '@/lib/linking/revert';
import { readRevision } from '@/lib/linking/revision';

/** All that is stored of one change: what senders said, and what people decided. */
export interface StoredChange {
  repository: string;
  key: string;
  facts: ChangeFacts;
  commits: readonly Commit[];
  attestations: readonly (Attestation & { sha: string })[];
  override: Override | undefined;
}

/** By what changes are judged: the same for all, until people change it. */
export interface Rules {
  rulebook: Rulebook;
  settings: Settings;
}

/** Everything that one change's own facts tell, before others are asked. */
export interface DerivedChange {
  row: ReturnType<typeof rowOf>;
  attribution: Attribution;
  /** What it says that it undoes, brings back, repeats, repairs or mends. */
  mentions: readonly Mention[];
  /** A digest of all this: equal digests, equal judgements. */
  judgement: string;
}

/** Judges one change from what is stored of it. Pure: the same facts and rules give the same answer. */
export function deriveChange(stored: StoredChange, rules: Rules): DerivedChange {
  const attribution = judgeAuthorship(attributionInput(stored), rules.rulebook);
  const words = wordsOf(stored);
  const size = stored.facts.size?.value;
  const reverts = revertsOf(stored, words, attribution);
  const kindOfWork =
    reverts.standing === 'revert'
      ? 'revert'
      : judgeKindOfWork({ ...words, labels: labelsOf(stored), paths: size?.paths ?? [] });
  const row = rowOf(stored, words.title, attribution, kindOfWork, reverts.standing);
  const mentions = mentionsOf(stored, words, reverts, kindOfWork, rules.settings);
  const judgement = createHash('sha1')
    .update(canonicalJson([row, attribution.evidence, mentions]))
    .digest('base64');
  return { row, attribution, mentions, judgement };
}

/** What its title and description say that it undoes, and the commits that it brought. */
function revertsOf(stored: StoredChange, words: Words, { authorship }: Attribution): Reverts {
  const { facts, commits } = stored;
  const told = readReverts({
    ...words,
    sizeLines: sizeLinesOf(facts),
    automation: authorship === 'automation',
    inverseOf: facts.diff?.value.inverseOf ?? [],
  });
  const inside = readCommitReverts(commits, facts.standing?.value.mergeSha, facts.number);
  const byCommits = inside.onlyReverts ? 'revert' : 'none';
  return {
    standing: told.standing === 'none' ? byCommits : told.standing,
    mentions: strongestFirst([...told.mentions, ...inside.mentions]),
  };
}

interface Words {
  title: string;
  body?: string;
  branch?: string;
  number?: number;
}

function wordsOf({ key, facts }: StoredChange): Words {
  const { title = key, body, branch } = facts.description?.value ?? {};
  return {
    title,
    ...(body === undefined ? {} : { body }),
    ...(branch === undefined ? {} : { branch }),
    ...(facts.number === undefined ? {} : { number: facts.number }),
  };
}

const labelsOf = ({ facts }: StoredChange) => facts.description?.value.labels ?? [];

function attributionInput(stored: StoredChange): Parameters<typeof judgeAuthorship>[0] {
  const { repository, facts, commits, attestations, override } = stored;
  const { body, branch, openedAt } = facts.description?.value ?? {};
  const author = facts.opener?.value;
  const { mergeSha, mergedAt } = facts.standing?.value ?? {};
  const at = mergedAt ?? openedAt;
  return {
    repository,
    labels: labelsOf(stored),
    commits,
    attestations,
    ...(body === undefined ? {} : { body }),
    ...(branch === undefined ? {} : { branch }),
    ...(at === undefined ? {} : { at }),
    ...(mergeSha === undefined ? {} : { mergeSha }),
    // Only a host tells who opened it; git tells the landing commit's author, which is in `commits`.
    ...(author?.login === undefined ? {} : { opener: author }),
    ...(facts.declaration === undefined ? {} : { declared: facts.declaration.value }),
    ...(override === undefined ? {} : { override }),
  };
}

function mentionsOf(
  stored: StoredChange,
  words: Words,
  reverts: Reverts,
  kindOfWork: KindOfWork,
  { hotfixMarks: marks }: Settings,
): Mention[] {
  const repaired = stored.facts.traced?.value.repaired ?? [];
  const named = [...reverts.mentions, ...readBackport(words)];
  // A revert says itself what it undoes; what else it names is why.
  if (reverts.standing === 'revert') return named;
  return [
    ...named,
    ...readFix({ ...words, kindOfWork, repository: stored.repository }),
    ...readMended(words),
    ...readHotfix({ ...words, labels: labelsOf(stored), kindOfWork, repaired, marks }),
  ];
}

function sizeLinesOf({ size }: ChangeFacts): number | null {
  const { additions = null, deletions = null } = size?.value ?? {};
  return additions === null && deletions === null ? null : (additions ?? 0) + (deletions ?? 0);
}

function rowOf(
  { key, facts }: StoredChange,
  title: string,
  attribution: Attribution,
  kindOfWork: KindOfWork,
  standing: Reverts['standing'],
) {
  const description = facts.description?.value;
  const outcome = facts.standing?.value.outcome ?? 'open';
  const { additions = null, deletions = null, changedFiles, paths } = facts.size?.value ?? {};
  return {
    key,
    number: facts.number ?? null,
    title,
    title_key: normaliseTitle(title),
    url: description?.url ?? null,
    author_name: facts.opener?.value.name ?? null,
    author_login: facts.opener?.value.login ?? null,
    branch: description?.branch ?? null,
    base_branch: description?.baseBranch ?? null,
    outcome,
    opened_at: description?.openedAt ?? null,
    merged_at: facts.standing?.value.mergedAt ?? null,
    closed_at: outcome === 'closed' ? (facts.standing?.at ?? null) : null,
    merge_sha: facts.standing?.value.mergeSha ?? null,
    parent_sha: facts.diff?.value.parentSha ?? null,
    patch_id: facts.diff?.value.patchId ?? null,
    revision: readRevision(description?.body ?? '') ?? null,
    additions,
    deletions,
    changed_files: changedFiles ?? paths?.length ?? null,
    areas: areasOf(paths ?? []),
    labels: description?.labels ?? [],
    kind_of_work: kindOfWork,
    size_bucket: sizeBucket(sizeLinesOf(facts)),
    authorship: attribution.authorship,
    agent: attribution.agent,
    agents: attribution.agents,
    mode: attribution.mode,
    marked_share: attribution.markedShare,
    line_share: attribution.lineShare,
    confidence: attribution.confidence,
    standing,
  };
}
