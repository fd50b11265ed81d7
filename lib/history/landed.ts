import type { Account, Commit } from '@/lib/domain/change';
import type { LedgerEvent } from '@/lib/domain/event';
import { mergedBranch, type NamedPullRequest, namedPullRequest } from '@/lib/domain/pull-request';
import { cut } from '@/lib/history/cut';
import type { Diff } from '@/lib/history/diffs';
import type { GitCommit } from '@/lib/history/git-log';
import type { Landing } from '@/lib/history/landings';
import type { Links } from '@/lib/history/origin';

export type ChangeMerged = Extract<LedgerEvent, { type: 'change.merged' }>;

/** One change as the branch got it: a landing, or the several landings of a rebased pull request. */
export interface LandedChange {
  /** The commit that completed it: its last landing. */
  sha: string;
  base: string | undefined;
  landings: number;
  commits: readonly GitCommit[];
  landed: GitCommit;
  named: NamedPullRequest | undefined;
}

/**
 * The changes that landings are, oldest first. Landings in a row whose trailers name one pull request
 * are one change. `open` is the last change of the landings before these, which may go on.
 */
export function readChanges(
  landings: readonly Landing[],
  open?: LandedChange | undefined,
): LandedChange[] {
  const changes = open === undefined ? [] : [open];
  for (const landing of landings) {
    const change = changeOf(landing);
    const before = changes.at(-1);
    if (change === undefined) continue;
    if (before !== undefined && isOneSeries(before, change)) {
      changes[changes.length - 1] = {
        ...change,
        base: before.base,
        landings: before.landings + 1,
        commits: [...before.commits, ...change.commits],
        named: before.named,
      };
    } else changes.push(change);
  }
  return changes;
}

/** Whether the next landing may belong to the same change. */
export function mayGoOn({ named, landings }: LandedChange): boolean {
  return named?.form === 'trailer' && landings < landingsAtMost;
}
/** Longer series would be held whole; what comes after is a change of its own. */
const landingsAtMost = 250;

function isOneSeries(before: LandedChange, next: LandedChange): boolean {
  return (
    mayGoOn(before) &&
    next.named?.form === 'trailer' &&
    next.named.number === before.named?.number &&
    next.base === before.sha
  );
}

function changeOf({ sha, base, commits }: Landing): LandedChange | undefined {
  const landed = commits.at(-1);
  if (landed === undefined) return undefined;
  const named = namedPullRequest(landed.message);
  return { sha, base, landings: 1, commits, landed, named };
}

export interface Telling {
  repository: string;
  branch: string;
  links: Links | undefined;
  /** The pull request's number; undefined makes the change one of its own, known by its sha. */
  number: number | undefined;
  diff: Diff;
  /** The change that its diff takes back, by the commit that landed it. */
  inverseOf: string | undefined;
}

/** What the ledger is told of a change. */
export function changeMerged(
  { sha, base, commits, landed, named }: LandedChange,
  { repository, branch, links, number, diff: { size, ids }, inverseOf }: Telling,
): ChangeMerged {
  const subject = firstLine(landed.message);
  const mergedFrom = named?.branch ?? mergedBranch(subject);
  const url = number === undefined ? links?.commit(sha) : links?.pullRequest(number);
  return {
    type: 'change.merged',
    repository,
    ...(number === undefined ? {} : { number }),
    title: cut((number === undefined ? subject : named?.title) || '(no message)', 500),
    body: bodyOf(landed.message),
    ...(url === undefined ? {} : { url }),
    author: accountOf((landed.parents.length > 1 ? writer(commits) : undefined) ?? landed.author),
    ...(mergedFrom === undefined ? {} : { branch: cut(mergedFrom, 500) }),
    baseBranch: cut(branch, 500),
    mergedAt: landed.committedAt.toISOString(),
    mergeSha: sha,
    ...(base === undefined ? {} : { parentSha: base }),
    ...(ids === undefined ? {} : { patchId: ids.id }),
    ...(inverseOf === undefined ? {} : { inverseOf: [inverseOf] }),
    ...size,
    commits: commits.slice(-5_000).map(commitOf),
  };
}

/** Who wrote what a merge brought: the merge's own author only pressed the button. */
function writer(commits: readonly GitCommit[]): GitCommit['author'] | undefined {
  return commits.find(({ parents }) => parents.length < 2)?.author;
}

/** A commit as an event tells it. */
export function commitOf({
  sha,
  parents,
  author,
  committer,
  committedAt,
  message,
}: GitCommit): Commit {
  const same = author.name === committer.name && author.email === committer.email;
  return {
    sha,
    author: accountOf(author),
    ...(same ? {} : { committer: accountOf(committer) }),
    committedAt: committedAt.toISOString(),
    message,
    parents: parents.slice(0, 100),
  };
}

const accountOf = ({ name, email }: GitCommit['author']): Account => ({ name, email });

const firstLine = (message: string) => message.split('\n', 1)[0]?.trim() ?? '';
const bodyOf = (message: string) => message.slice(message.split('\n', 1)[0]?.length).trim();
