import { canonicalJson } from '@/lib/domain/canonical';
import type { ChangeRef, LedgerEvent } from '@/lib/domain/event';
import {
  type IncidentFacts,
  joinIncident,
  joinReport,
  newest,
  type ReviewFacts,
} from '@/lib/ledger/facts';
import { gatherChange, gatherPush, gatherTraced } from '@/lib/ledger/gather-changes';
import {
  type CheckNews,
  diffPriority,
  type News,
  noNews,
  type Rank,
  utc,
  wordsPriority,
} from '@/lib/ledger/news';

/** Folds events into what they say about each thing, per repository. Pure; order does not matter. */
export function gather(events: readonly LedgerEvent[], rank: Rank): Map<string, News> {
  const byRepository = new Map<string, News>();
  for (const event of events) {
    let news = byRepository.get(event.repository);
    if (news === undefined) {
      news = noNews();
      byRepository.set(event.repository, news);
    }
    gatherOne(news, event, rank);
    const at = momentOf(event);
    if (news.newestAt === undefined || at > news.newestAt) news.newestAt = at;
  }
  return byRepository;
}

function momentOf(event: LedgerEvent): string {
  return utc(event.type === 'change.merged' ? (event.at ?? event.mergedAt) : event.at);
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
    case 'change.traced':
      gatherTraced(news, event, rank, at);
      break;
    case 'commit.attested': {
      const { sha, source, lines, addedLines } = event;
      const key = `${sha} ${source}`;
      const facts = { priority: diffPriority[rank], at, value: { source, lines, addedLines } };
      const stands = newest(news.attestations.get(key)?.facts, facts) ?? facts;
      news.attestations.set(key, { sha, source, facts: stands });
      break;
    }
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
      const { sha, name, conclusion, failures = [], url = null } = event;
      const key = canonicalJson([sha, name, at]);
      const other = news.checks.get(key);
      const check = { sha, name, finishedAt: at, conclusion, failures, url };
      if (other === undefined || wordOf(check) > wordOf(other)) news.checks.set(key, check);
      break;
    }
    case 'deployment.finished': {
      const { deployment, sha, environment, service, conclusion, url } = event;
      const value = {
        sha,
        environment,
        conclusion,
        service,
        url,
      };
      const facts = { priority: wordsPriority[rank], at, value };
      news.deployments.set(deployment, newest(news.deployments.get(deployment), facts) ?? facts);
      break;
    }
    case 'incident.opened': {
      const { title, text, severity, service, url, alert } = event;
      const value = {
        title,
        text,
        severity,
        service,
        url,
        alert,
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
        change,
        title,
        text,
        url,
        reporter,
      };
      const facts = { reported: { priority: wordsPriority[rank], at, value }, firstAt: at };
      const other = news.reports.get(event.report);
      news.reports.set(event.report, other === undefined ? facts : joinReport(other, facts));
      break;
    }
    case 'repository.renamed':
      // Done before anything is gathered: see renames.ts.
      break;
    case 'repository.seen': {
      const value = { url: event.url, defaultBranch: event.defaultBranch };
      news.seen = newest(news.seen, { priority: wordsPriority[rank], at, value });
      break;
    }
  }
}

/** Orders what is said of one run of a check, in the same way as the statement that stores it. */
const wordOf = ({ conclusion, failures, url }: CheckNews) =>
  canonicalJson([conclusion, failures, url ?? '']);

function linkOf(change: ChangeRef, reason?: string) {
  return [canonicalJson(change), { change, reason }] as const;
}

function addIncident(news: News, key: string, facts: IncidentFacts): void {
  const other = news.incidents.get(key);
  news.incidents.set(key, other === undefined ? facts : joinIncident(other, facts));
}
