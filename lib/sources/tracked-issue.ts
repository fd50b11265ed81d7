import type { LedgerEvent } from '@/lib/domain/event';
import {
  keyOfIncident,
  newsOfIncident,
  repositoriesOf,
  tellIncidents,
} from '@/lib/sources/incident';
import type { Told } from '@/lib/sources/payload';

/** An issue of a tracker that is no git host's. */
export interface TrackedIssue {
  kind: string;
  /** What stays the same where it is renamed or moved. */
  id: string;
  labels: readonly string[];
  type?: string | undefined;
  title: string;
  text?: string | undefined;
  url?: string | undefined;
  severity?: string | undefined;
  service?: string | undefined;
  reporter?: { name?: string | undefined; bot?: boolean | undefined } | undefined;
  openedAt?: string | undefined;
  updatedAt?: string | undefined;
  resolvedAt?: string | undefined;
}

/** Labels and types that hold the word and mean something else: what follows an incident, tests. */
const otherIncident =
  /\b(?:no|non|not|post|pre)[\s_-]*incidents?|incidents?[\s_-]*(?:review|report|follow|action|process|response|management|tooling|drill)/i;
const otherRegression =
  /\b(?:no|non|not)[\s_-]*regressions?|regressions?[\s_-]*(?:tests?|testing|suites?|analysis)/i;

const isIncident = (word: string) =>
  /(?<![a-z])incidents?(?![a-z])/i.test(word) && !otherIncident.test(word);
const isRegression = (word: string) =>
  /(?<![a-z])regress(?:ions?|ed)(?![a-z])/i.test(word) && !otherRegression.test(word);

/** What an issue tells: an incident, a regression that somebody reports, both, or nothing of changes. */
export function tellIssue(
  issue: TrackedIssue,
  repositories: readonly string[],
  receivedAt: string,
): Told {
  const words = issue.type === undefined ? issue.labels : [issue.type, ...issue.labels];
  const told = [
    ...(words.some(isIncident) ? [tellIncident(issue, repositories, receivedAt)] : []),
    ...(words.some(isRegression) ? [tellReport(issue, repositories, receivedAt)] : []),
  ];
  const [first = { ignored: 'an issue that is labelled neither incident nor regression' }] = told;
  const events = told.flatMap((one) => (Array.isArray(one) ? one : []));
  return events.length > 0 ? events : first;
}

const textOf = ({ title, text = '' }: TrackedIssue) => `${title}\n${text}`;

function tellIncident(
  issue: TrackedIssue,
  repositories: readonly string[],
  receivedAt: string,
): Told {
  const { kind, id, title, text, severity, service, url } = issue;
  const words = { incident: keyOfIncident(kind, id), title, text, severity, service, url };
  const incidents = newsOfIncident(words, issue, receivedAt);
  return tellIncidents(incidents, repositories, { text: textOf(issue), service });
}

/** The newest words count, but from when it was opened: that is when the regression was seen. */
function tellReport(
  issue: TrackedIssue,
  repositories: readonly string[],
  receivedAt: string,
): Told {
  const { title, text = '', url, reporter } = issue;
  const openedAt = issue.openedAt ?? issue.updatedAt ?? receivedAt;
  const moments = new Set([openedAt, issue.updatedAt ?? openedAt]);
  const about = repositoriesOf(textOf(issue), issue.service, repositories);
  if (about.length === 0) {
    return { ignored: 'a regression that names no repository: give the source its repositories' };
  }
  return about.flatMap((repository) =>
    [...moments].map(
      (at): LedgerEvent => ({
        type: 'regression.reported',
        at,
        repository,
        report: keyOfIncident(issue.kind, issue.id),
        title,
        text,
        url,
        reporter,
      }),
    ),
  );
}
