import { judgeAuthorship } from '@/lib/attribution/judge';
import { builtInRulebook } from '@/lib/attribution/rulebook';
import type { PrismaClient } from '@/lib/db/generated/client';
import {
  type AuthorshipComparison,
  type ChangeCount,
  compareAuthorship,
  countChanges,
  type JudgedCommit,
} from '@/lib/evaluation/compare-authorship';
import { compareLinks, type LinkComparison } from '@/lib/evaluation/compare-links';
import type { Labels, Who } from '@/lib/evaluation/label';
import { loadAuthorship, loadLandings, loadLinks } from '@/lib/evaluation/load-found';
import { type GitCommit, gitLog } from '@/lib/history/git-log';
import { type ImportProgress, importHistory } from '@/lib/history/import-history';
import { commitOf } from '@/lib/history/landed';
import { type GitRepository, openRepository } from '@/lib/history/open-repository';
import { Problem } from '@/lib/problem';

/** How well a history is judged and linked, beside its labels. */
export interface Evaluation {
  repository: string;
  branch: string;
  /** Labels, and how many of them speak of commits of this history. */
  labels: { commits: number; reverts: number; known: number };
  /** Each labelled commit judged alone, as its label was made. */
  authorship: AuthorshipComparison;
  /** Whole changes, by the label of the commit that landed each. */
  changes: ChangeCount[];
  links: LinkComparison;
}

/** Judges the labelled commits of a history, each alone. Throws a Problem where it has none of them. */
export async function judgeCommits(
  { folder, tip, name, branch }: GitRepository,
  labels: Labels,
): Promise<JudgedCommit[]> {
  const judged: JudgedCommit[] = [];
  for await (const commit of gitLog(folder, tip, [], new Date())) {
    const label = labels.commits.get(commit.sha);
    if (label !== undefined) judged.push(judgeAlone(commit, label, name));
  }
  if (judged.length === 0) {
    throw new Problem(
      `The labels are of another history: none of their commits is on ${branch} of ${name}. Give the repository that they were made for.`,
    );
  }
  return judged;
}

function judgeAlone(commit: GitCommit, label: Who, repository: string): JudgedCommit {
  const { sha, message, committedAt } = commit;
  const { authorship, agents, evidence } = judgeAuthorship(
    {
      ...{ repository, at: committedAt.toISOString(), labels: [], mergeSha: sha },
      commits: [commitOf(commit)],
    },
    builtInRulebook,
  );
  return {
    sha,
    subject: message.split('\n', 1)[0]?.slice(0, 200) ?? '',
    label,
    ours: { authorship, agents: agents.toSorted() },
    evidence: evidence.filter(({ confidence }) => confidence !== 'low'),
  };
}

/**
 * Judges a history in a database that holds nothing else, and compares it with its labels. Throws a
 * Problem where the labels are of another history.
 */
export async function evaluateHistory(
  database: PrismaClient,
  path: string,
  labels: Labels,
  onProgress: (progress: ImportProgress) => void,
): Promise<Evaluation> {
  const repository = await openRepository({ path });
  const judged = await judgeCommits(repository, labels);
  const { name, branch } = repository;
  await importHistory(database, { path, name }, onProgress);
  const shas = labels.reverts.flatMap(({ sha, targets }) => [sha, ...targets]);
  return {
    repository: name,
    branch,
    labels: {
      commits: labels.commits.size,
      reverts: labels.reverts.length,
      known: judged.length,
    },
    authorship: compareAuthorship(judged),
    changes: countChanges(await loadAuthorship(database, name), labels.commits),
    links: compareLinks(
      labels.reverts,
      await loadLandings(database, name, shas),
      await loadLinks(database, name),
    ),
  };
}
