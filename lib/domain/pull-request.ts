/** The pull request that a commit's message says it landed. */
export interface NamedPullRequest {
  number: number;
  title: string;
  /** The head branch, where the message tells it. */
  branch?: string;
  /**
   * `merge`: a merge commit that brought others with it; `squash`: all of the change itself;
   * `trailer`: one of the commits of a rebase, which all name it.
   */
  form: 'merge' | 'squash' | 'trailer';
}

type Reader = (subject: string, body: readonly string[]) => NamedPullRequest | undefined;

/**
 * The pull (or merge) request that a commit's message says it landed, by the words that hosts and
 * merge bots write. Numbers that could be an issue's, or another pull request's, are not taken.
 */
export function namedPullRequest(message: string): NamedPullRequest | undefined {
  const [subject = '', ...body] = message.split('\n').map((line) => line.trimEnd());
  for (const reader of readers) {
    const named = reader(subject, body);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** The branch that the subject of a merge commit says it merged, as git, GitHub and GitLab write it. */
export function mergedBranch(subject: string): string | undefined {
  return (
    /^Merge (?:remote-tracking )?branch '([^']+)'/.exec(subject)?.[1] ??
    /^Merge pull request #\d+ from [^/\s]+\/(\S+)/.exec(subject)?.[1]
  );
}

/** GitHub: `Merge pull request #12 from owner/branch`; the title is the body's first line. */
const githubMerge: Reader = (subject, body) => {
  const number = numberOf(/^Merge pull request #(\d{1,9}) from \S/.exec(subject)?.[1]);
  if (number === undefined) return undefined;
  return { number, title: firstWords(body) ?? subject, ...branchOf(subject), form: 'merge' };
};

/** GitLab: a line `See merge request group/project!12`, under a merge's subject or a squash's. */
const gitlabMerge: Reader = (subject, body) => {
  const number = numberOf(lastMatch(body, /^See merge request \S*!(\d{1,9})$/));
  if (number === undefined) return undefined;
  const branch = branchOf(subject);
  if (branch.branch === undefined) return { number, title: subject, form: 'squash' };
  const title = firstWords(body.filter((line) => !line.startsWith('See merge request')));
  return { number, title: title ?? subject, ...branch, form: 'merge' };
};

/** Bors and homu: `Auto merge of #12 - owner:branch, r=reviewer`. */
const borsMerge: Reader = (subject, body) => {
  const found = /^Auto merge of #(\d{1,9}) - [^:\s]+:([^,\s]+)/.exec(subject);
  const number = numberOf(found?.[1]);
  if (number === undefined || found?.[2] === undefined) return undefined;
  return { number, title: firstWords(body) ?? subject, branch: found[2], form: 'merge' };
};

/** Merge scripts of ScyllaDB, Turso and others: `Merge 'Title' from Author`, `Closes owner/name#12`. */
const scriptedMerge: Reader = (subject, body) => {
  const title = /^Merge '(.+)' from\b/.exec(subject)?.[1];
  const number = numberOf(lastMatch(body, /^Closes (?:[\w.-]+\/[\w.-]+)?#(\d{1,9})$/));
  if (title === undefined || number === undefined) return undefined;
  return { number, title, form: 'merge' };
};

/** Azure: `Merged PR 12: Title`. */
const azure: Reader = (subject) => {
  const found = /^Merged PR (\d{1,9}): (\S.*)$/.exec(subject);
  const number = numberOf(found?.[1]);
  return number === undefined || found?.[2] === undefined
    ? undefined
    : { number, title: found[2], form: 'squash' };
};

/** GitHub's squash: `Title (#12)`. Of several numbers the last is its own; the others it is about. */
const githubSquash: Reader = (subject) => {
  const found = /^(.*\S)\s+\(#(\d{1,9})\)$/.exec(subject);
  const number = numberOf(found?.[2]);
  return number === undefined || found?.[1] === undefined
    ? undefined
    : { number, title: found[1], form: 'squash' };
};

/**
 * Trailers that bots write into each commit of a rebased pull request. The last one stands: a
 * backport names its own after the original's. Gerrit's Reviewed-on names no pull request.
 */
const trailers = [
  /^(?:(?:Backport-)?PR-URL|Pull-Request(?:-URL)?|Part-of|Reviewed-on|Pull[- ]Request resolved):\s*<?https?:\/\/\S+?\/(?:pulls?|merge_requests)\/(\d{1,9})>?$/i,
  /^(?:Pull-Request|GitHub-Pull-Request):\s*[\w./-]*#(\d{1,9})$/i,
];
const trailer: Reader = (subject, body) => {
  for (const form of trailers) {
    const number = numberOf(lastMatch(body, form));
    if (number !== undefined) return { number, title: subject, form: 'trailer' };
  }
  return undefined;
};

const readers: readonly Reader[] = [
  githubMerge,
  borsMerge,
  scriptedMerge,
  azure,
  githubSquash,
  gitlabMerge,
  trailer,
];

function branchOf(subject: string): { branch?: string } {
  const branch = mergedBranch(subject);
  return branch === undefined ? {} : { branch };
}

/** Zero names nothing: hosts count from one. */
function numberOf(digits: string | undefined): number | undefined {
  return Number(digits) > 0 ? Number(digits) : undefined;
}

function firstWords(lines: readonly string[]): string | undefined {
  return lines.find((line) => line.trim() !== '')?.trim();
}

function lastMatch(lines: readonly string[], form: RegExp): string | undefined {
  return lines.flatMap((line) => form.exec(line)?.[1] ?? []).at(-1);
}
