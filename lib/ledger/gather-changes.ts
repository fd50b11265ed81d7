import type { Commit } from '@/lib/domain/change';
import type { LedgerEvent } from '@/lib/domain/event';
import { namedPullRequest } from '@/lib/domain/pull-request';
import {
  type ChangeFacts,
  type Description,
  joinChange,
  newest,
  type Size,
} from '@/lib/ledger/facts';
import {
  type ChangeNews,
  diffPriority,
  mergedPriority,
  type News,
  type Rank,
  utc,
  wordsPriority,
} from '@/lib/ledger/news';

type Told = Extract<LedgerEvent, { type: 'change.updated' | 'change.merged' | 'change.closed' }>;

function addChange(
  news: News,
  key: string,
  facts: ChangeFacts,
  commits: readonly Commit[],
  rank: Rank,
  pushHead: string | null = null,
): void {
  const known = news.changes.get(key);
  const change: ChangeNews = known ?? { facts: {}, commits: new Map() };
  change.facts = joinChange(change.facts, facts);
  for (const told of commits) {
    const commit = { ...told, committedAt: utc(told.committedAt) };
    const fresh = { priority: diffPriority[rank], at: commit.committedAt, value: commit };
    const other = change.commits.get(commit.sha);
    change.commits.set(commit.sha, {
      facts: newest(other?.facts, fresh) ?? fresh,
      pushHead: other?.pushHead ?? pushHead,
    });
  }
  news.changes.set(key, change);
}

/** One sender's word about a pull request or a direct push. */
export function gatherChange(news: News, event: Told, rank: Rank, at: string): void {
  const key =
    event.number !== undefined
      ? String(event.number)
      : event.type === 'change.merged'
        ? event.mergeSha
        : undefined;
  if (key === undefined) return;
  const merged = event.type === 'change.merged';
  const size = sizeOf(event);
  const { authorship, agent, author } = event;
  const declared = authorship !== undefined || agent !== undefined;
  addChange(
    news,
    key,
    {
      number: event.number,
      description: { priority: wordsPriority[rank], at, value: descriptionOf(event) },
      opener: author && { priority: wordsPriority[rank], at, value: author },
      standing: {
        priority: wordsPriority[rank] + (merged ? mergedPriority : 0),
        at,
        value: merged
          ? {
              outcome: 'merged',
              mergedAt: utc(event.mergedAt),
              mergeSha: event.mergeSha,
            }
          : { outcome: event.type === 'change.closed' ? 'closed' : 'open' },
      },
      size: size && { priority: diffPriority[rank], at, value: size },
      diff: merged ? diffOf(event, rank, at) : undefined,
      declaration: declared ? { priority: 0, at, value: { authorship, agent } } : undefined,
    },
    event.commits ?? [],
    rank,
  );
}

function descriptionOf(event: Told): Description {
  const { title, body, url, branch, baseBranch, labels, openedAt } = event;
  return {
    title,
    body,
    url,
    branch,
    baseBranch,
    labels,
    openedAt: openedAt === undefined ? undefined : utc(openedAt),
  };
}

function diffOf(event: Extract<Told, { type: 'change.merged' }>, rank: Rank, at: string) {
  const { parentSha, patchId, inverseOf } = event;
  if ((parentSha ?? patchId ?? inverseOf) === undefined) return undefined;
  return { priority: diffPriority[rank], at, value: { parentSha, patchId, inverseOf } };
}

/** What a change took away or replaced, told apart from the change itself. */
export function gatherTraced(
  news: News,
  { number, mergeSha, repaired }: Extract<LedgerEvent, { type: 'change.traced' }>,
  rank: Rank,
  at: string,
): void {
  const key = number === undefined ? mergeSha : String(number);
  if (key === undefined) return;
  const traced = { priority: diffPriority[rank], at, value: { repaired } };
  addChange(news, key, { number, traced }, [], rank);
}

function sizeOf({ additions, deletions, changedFiles, paths }: Told): Size | undefined {
  if ((additions ?? deletions ?? changedFiles ?? paths) === undefined) return undefined;
  return {
    additions,
    deletions,
    changedFiles,
    paths,
  };
}

/**
 * A push names no parents, so which commits are changes of their own is read from their words: one
 * that names its pull request belongs to it, those before a merge commit came with that merge, and
 * the rest are direct until a pull request that was merged as this push's head claims them.
 */
export function gatherPush(
  news: News,
  event: Extract<LedgerEvent, { type: 'commits.pushed' }>,
  at: string,
): void {
  const pushed: Pushed[] = [];
  let unclaimed: Commit[] = [];
  for (const commit of event.commits) {
    const named = namedPullRequest(commit.message);
    if (named === undefined) {
      unclaimed.push(commit);
      continue;
    }
    const brought = named.form === 'merge' ? unclaimed : [];
    if (named.form === 'merge') unclaimed = [];
    pushed.push({ number: named.number, title: named.title, commit, brought });
  }
  for (const commit of unclaimed) {
    pushed.push({ number: undefined, title: firstLine(commit.message), commit, brought: [] });
  }
  // Of several changes in one push only the first stands on what the branch was before.
  const before = pushed.length === 1 ? event.before : undefined;
  for (const change of pushed) addPushed(news, change, event.head, before, at);
}

/** One change that a push brought. */
interface Pushed {
  number: number | undefined;
  title: string;
  commit: Commit;
  brought: readonly Commit[];
}

/** A push tells less than a pull request or a read history does, so it ranks as git and below. */
function addPushed(
  news: News,
  { number, title, commit, brought }: Pushed,
  pushHead: string,
  parentSha: string | undefined,
  at: string,
): void {
  addChange(
    news,
    number === undefined ? commit.sha : String(number),
    {
      number,
      description: {
        priority: 0,
        at,
        value: { title, body: bodyOf(commit.message) },
      },
      opener: commit.author && { priority: 0, at, value: commit.author },
      standing: {
        priority: mergedPriority,
        at,
        value: { outcome: 'merged', mergedAt: at, mergeSha: commit.sha },
      },
      diff: parentSha === undefined ? undefined : { priority: 0, at, value: { parentSha } },
    },
    [...brought, commit],
    'api',
    pushHead,
  );
}

const firstLine = (message: string) => (message.split('\n', 1)[0] ?? '').trim() || '(no message)';
const bodyOf = (message: string) => message.split('\n').slice(1).join('\n').trim();
