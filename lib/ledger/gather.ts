import { canonicalJson } from '@/lib/domain/canonical';
import type { Commit } from '@/lib/domain/change';
import type { ChangeRef, LedgerEvent } from '@/lib/domain/event';
import { namedPullRequest } from '@/lib/domain/pull-request';
import {
  type ChangeFacts,
  type CommitFacts,
  type DeploymentFacts,
  type Description,
  type IncidentFacts,
  joinChange,
  joinIncident,
  joinReport,
  newest,
  type ReportFacts,
  type ReviewFacts,
  type Size,
  type Stamped,
} from '@/lib/ledger/facts';

/** Who tells: a git host, somebody's API call, or a history read from git. */
export type Rank = 'host' | 'api' | 'git';

/** A host knows a pull request's words best; git knows its diff and its commits best. */
const wordsPriority: Record<Rank, number> = { host: 3, api: 2, git: 1 };
const diffPriority: Record<Rank, number> = { git: 3, host: 2, api: 1 };
/** A merge is final: no later word of opening or closing undoes it. */
const mergedPriority = 10;

interface ChangeNews {
  facts: ChangeFacts;
  commits: Map<string, { facts: CommitFacts; pushHead: string | null }>;
}
interface CheckNews {
  sha: string;
  name: string;
  finishedAt: string;
  conclusion: string;
  url: string | null;
}

/** What a batch of events says about one repository, folded by the thing it is about. */
export interface News {
  changes: Map<string, ChangeNews>;
  incidents: Map<string, IncidentFacts>;
  reports: Map<string, ReportFacts>;
  /** By change key, then review. */
  reviews: Map<string, Map<string, ReviewFacts>>;
  checks: Map<string, CheckNews>;
  deployments: Map<string, DeploymentFacts>;
  seen: Stamped<{ url?: string | undefined; defaultBranch?: string | undefined }> | undefined;
  /** The newest moment that the events tell of. */
  newestAt: string | undefined;
}

type Told = Extract<LedgerEvent, { type: 'change.updated' | 'change.merged' | 'change.closed' }>;

const iso = (moment: string) => new Date(moment).toISOString();

/** Folds events into what they say about each thing, per repository. Pure; order does not matter. */
export function gather(events: readonly LedgerEvent[], rank: Rank): Map<string, News> {
  const byRepository = new Map<string, News>();
  for (const event of events) {
    let news = byRepository.get(event.repository);
    if (news === undefined) {
      news = emptyNews();
      byRepository.set(event.repository, news);
    }
    gatherOne(news, event, rank);
    const at = momentOf(event);
    if (news.newestAt === undefined || at > news.newestAt) news.newestAt = at;
  }
  return byRepository;
}

function emptyNews(): News {
  return {
    changes: new Map(),
    incidents: new Map(),
    reports: new Map(),
    reviews: new Map(),
    checks: new Map(),
    deployments: new Map(),
    seen: undefined,
    newestAt: undefined,
  };
}

function momentOf(event: LedgerEvent): string {
  return iso(event.type === 'change.merged' ? (event.at ?? event.mergedAt) : event.at);
}

function gatherOne(news: News, event: LedgerEvent, rank: Rank): void {
  const at = momentOf(event);
  switch (event.type) {
    case 'change.updated':
    case 'change.merged':
    case 'change.closed':
      gatherChange(news, event, rank, at);
      break;
    case 'commits.pushed':
      gatherPush(news, event, at);
      break;
    case 'review.submitted': {
      const key = String(event.number);
      const ofChange = news.reviews.get(key) ?? new Map<string, ReviewFacts>();
      const value = { reviewer: event.reviewer, verdict: event.verdict };
      const facts = { priority: wordsPriority[rank], at, value };
      ofChange.set(event.review, newest(ofChange.get(event.review), facts) ?? facts);
      news.reviews.set(key, ofChange);
      break;
    }
    case 'checks.finished': {
      const { sha, name, conclusion, url = null } = event;
      const key = canonicalJson([sha, name, at]);
      const other = news.checks.get(key);
      const check = { sha, name, finishedAt: at, conclusion, url };
      if (other === undefined || canonicalJson(check) > canonicalJson(other))
        news.checks.set(key, check);
      break;
    }
    case 'deployment.finished': {
      const { deployment, sha, environment, service, conclusion, url } = event;
      const value = {
        sha,
        environment,
        conclusion,
        ...(service === undefined ? {} : { service }),
        ...(url === undefined ? {} : { url }),
      };
      const facts = { priority: wordsPriority[rank], at, value };
      news.deployments.set(deployment, newest(news.deployments.get(deployment), facts) ?? facts);
      break;
    }
    case 'incident.opened': {
      const { title, text, severity, service, url } = event;
      const value = {
        title,
        ...(text === undefined ? {} : { text }),
        ...(severity === undefined ? {} : { severity }),
        ...(service === undefined ? {} : { service }),
        ...(url === undefined ? {} : { url }),
      };
      addIncident(news, event.incident, {
        opened: { priority: wordsPriority[rank], at, value },
        openedAt: at,
        links: Object.fromEntries((event.changes ?? []).map((change) => linkOf(change))),
      });
      break;
    }
    case 'incident.resolved':
      addIncident(news, event.incident, {
        resolved: { priority: wordsPriority[rank], at, value: {} },
        links: {},
      });
      break;
    case 'incident.linked':
      addIncident(news, event.incident, {
        links: Object.fromEntries([linkOf(event.change, event.reason)]),
      });
      break;
    case 'regression.reported': {
      const { change, title, text, url, reporter } = event;
      const value = {
        ...(change === undefined ? {} : { change }),
        ...(title === undefined ? {} : { title }),
        ...(text === undefined ? {} : { text }),
        ...(url === undefined ? {} : { url }),
        ...(reporter === undefined ? {} : { reporter }),
      };
      const facts = { reported: { priority: wordsPriority[rank], at, value }, firstAt: at };
      const other = news.reports.get(event.report);
      news.reports.set(event.report, other === undefined ? facts : joinReport(other, facts));
      break;
    }
    case 'repository.seen': {
      const value = { url: event.url, defaultBranch: event.defaultBranch };
      news.seen = newest(news.seen, { priority: wordsPriority[rank], at, value });
      break;
    }
  }
}

function linkOf(change: ChangeRef, reason?: string) {
  return [canonicalJson(change), { change, ...(reason === undefined ? {} : { reason }) }] as const;
}

function addIncident(news: News, key: string, facts: IncidentFacts): void {
  const other = news.incidents.get(key);
  news.incidents.set(key, other === undefined ? facts : joinIncident(other, facts));
}

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
    const commit = { ...told, committedAt: iso(told.committedAt) };
    const fresh = { priority: diffPriority[rank], at: commit.committedAt, value: commit };
    const other = change.commits.get(commit.sha);
    change.commits.set(commit.sha, {
      facts: newest(other?.facts, fresh) ?? fresh,
      pushHead: other?.pushHead ?? pushHead,
    });
  }
  news.changes.set(key, change);
}

function gatherChange(news: News, event: Told, rank: Rank, at: string): void {
  const key =
    event.number !== undefined
      ? String(event.number)
      : event.type === 'change.merged'
        ? event.mergeSha
        : undefined;
  if (key === undefined) return;
  const merged = event.type === 'change.merged';
  const size = sizeOf(event);
  const declared = event.authorship !== undefined || event.agent !== undefined;
  addChange(
    news,
    key,
    {
      ...(event.number === undefined ? {} : { number: event.number }),
      description: { priority: wordsPriority[rank], at, value: descriptionOf(event) },
      standing: {
        priority: wordsPriority[rank] + (merged ? mergedPriority : 0),
        at,
        value: merged
          ? {
              outcome: 'merged',
              mergedAt: iso(event.mergedAt),
              ...(event.mergeSha === undefined ? {} : { mergeSha: event.mergeSha }),
            }
          : { outcome: event.type === 'change.closed' ? 'closed' : 'open' },
      },
      ...(size === undefined ? {} : { size: { priority: diffPriority[rank], at, value: size } }),
      ...(declared ? { declaration: { priority: 0, at, value: declarationOf(event) } } : {}),
    },
    event.commits ?? [],
    rank,
  );
}

function descriptionOf(event: Told): Description {
  const { title, body, url, author, branch, baseBranch, labels, openedAt } = event;
  return {
    title,
    ...(body === undefined ? {} : { body }),
    ...(url === undefined ? {} : { url }),
    ...(author === undefined ? {} : { author }),
    ...(branch === undefined ? {} : { branch }),
    ...(baseBranch === undefined ? {} : { baseBranch }),
    ...(labels === undefined ? {} : { labels }),
    ...(openedAt === undefined ? {} : { openedAt: iso(openedAt) }),
  };
}

function declarationOf({ authorship, agent }: Told) {
  return {
    ...(authorship === undefined ? {} : { authorship }),
    ...(agent === undefined ? {} : { agent }),
  };
}

function sizeOf({ additions, deletions, changedFiles, paths }: Told): Size | undefined {
  if ((additions ?? deletions ?? changedFiles ?? paths) === undefined) return undefined;
  return {
    ...(additions === undefined ? {} : { additions }),
    ...(deletions === undefined ? {} : { deletions }),
    ...(changedFiles === undefined ? {} : { changedFiles }),
    ...(paths === undefined ? {} : { paths }),
  };
}

/**
 * A push names no parents, so which commits are changes of their own is read from their words: one
 * that names its pull request belongs to it, those before a merge commit came with that merge, and
 * the rest are direct until a pull request that was merged as this push's head claims them.
 */
function gatherPush(
  news: News,
  event: Extract<LedgerEvent, { type: 'commits.pushed' }>,
  at: string,
): void {
  let unclaimed: Commit[] = [];
  for (const commit of event.commits) {
    const named = namedPullRequest(commit.message);
    if (named === undefined) {
      unclaimed.push(commit);
      continue;
    }
    const brought = named.form === 'merge' ? unclaimed : [];
    if (named.form === 'merge') unclaimed = [];
    addPushed(
      news,
      String(named.number),
      named.number,
      named.title,
      commit,
      brought,
      event.head,
      at,
    );
  }
  for (const commit of unclaimed) {
    const title = firstLine(commit.message);
    addPushed(news, commit.sha, undefined, title, commit, [], event.head, at);
  }
}

/** A push tells less than a pull request or a read history does, so it ranks as git and below. */
function addPushed(
  news: News,
  key: string,
  number: number | undefined,
  title: string,
  commit: Commit,
  brought: readonly Commit[],
  pushHead: string,
  at: string,
): void {
  addChange(
    news,
    key,
    {
      ...(number === undefined ? {} : { number }),
      description: {
        priority: 0,
        at,
        value: { title, body: bodyOf(commit.message), author: commit.author },
      },
      standing: {
        priority: mergedPriority,
        at,
        value: { outcome: 'merged', mergedAt: at, mergeSha: commit.sha },
      },
    },
    [...brought, commit],
    'api',
    pushHead,
  );
}

const firstLine = (message: string) => (message.split('\n', 1)[0] ?? '').trim() || '(no message)';
const bodyOf = (message: string) => message.split('\n').slice(1).join('\n').trim();
