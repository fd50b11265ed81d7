import type { Confidence } from '@/lib/domain/evidence';
import { writtenLines } from '@/lib/domain/written-lines';
import { type Mention, strongestFirst, type Target } from '@/lib/linking/mention';

export interface BackportInput {
  title: string;
  body?: string;
  branch?: string;
  number?: number;
}

/** Reads which changes' work a change repeats on another branch. */
export function readBackport({ title, body = '', branch = '', number }: BackportInput): Mention[] {
  const own = number === undefined ? undefined : String(number);
  const heading = title.slice(0, 1_000).trim();
  return strongestFirst([
    ...readPicks(body, releaseTitle.test(heading)),
    ...readNumbers(heading, 'title'),
    ...writtenLines(body).flatMap((line) => readNumbers(line, 'body')),
    ...(number === undefined ? [] : readReleaseTitle(heading, number)),
    ...readBranch(branch.slice(0, 500)),
  ]).filter(({ target }) => target.form !== 'number' || target.key !== own);
}

/** Kinds tell of what regressed; where nothing did, the word stands for the reading of undone work. */
const shared = { kind: 'revert', effect: 'repeats' } as const;

function byNumber(digits: string): Target {
  return { form: 'number', key: String(Number(digits)) };
}

/** A commit that git, a maintainer or a stable kernel says it was picked from. */
const picks: readonly RegExp[] = [
  /\(?(?:cherry[- ]picked|backported) from (?:commit )?([0-9a-f]{7,64})\b/i,
  /^(?:Backported-from|Cherry-picked-from|Upstream-commit): ([0-9a-f]{7,64})\b/i,
  /^(?:\[ ?Upstream commit ([0-9a-f]{12,64}) ?\]|commit ([0-9a-f]{12,64}) upstream\.?)$/i,
];

/** A squash lists the commits it folds; only where each of them was picked is it all a repetition. */
function readPicks(body: string, ofRelease: boolean): Mention[] {
  const found = writtenLines(body).flatMap((line) => {
    const [, ...shas] = picks.map((form) => form.exec(line)).find((match) => match !== null) ?? [];
    const sha = shas.find((one) => one !== undefined)?.toLowerCase();
    return sha === undefined ? [] : [{ sha, line }];
  });
  const some = foldedCommits(body) > found.length;
  const confidence: Confidence = !some ? 'high' : ofRelease ? 'medium' : 'low';
  return found.map(({ sha, line }) => ({
    ...shared,
    target: { form: 'sha', key: sha },
    source: 'body',
    rule: 'cherry-picked',
    matched: line,
    confidence,
  }));
}

/** The bullets that a squash writes: each a paragraph of its own, unlike a list's. */
function foldedCommits(body: string): number {
  const lines = ['', ...body.split(/\r?\n/).map((line) => line.trim()), ''];
  return lines.filter(
    (line, at) => line.startsWith('* ') && lines[at - 1] === '' && lines[at + 1] === '',
  ).length;
}

const original = String.raw`(?:(?:PRs?|pull requests?|MRs?) )?(?:#|!|https?://[^\s#]{1,200}/(?:pull|merge_requests)/|[\w.-]{1,100}/[\w.-]{1,100}[#!])(\d{1,9})\b`;
const start = String.raw`^\W{0,4}(?:\[[^\]]{1,60}\]\W{0,3})?(?:(?:manual|automated|automatic|clean) )?`;
const work = 'back-?port(?:s|ed|ing)?|cherry[- ]?pick(?:s|ed|ing)?';

const numbered: readonly { pattern: RegExp; confidence: Confidence }[] = [
  { pattern: new RegExp(`${start}(?:${work}) (?:of|for) ${original}`, 'i'), confidence: 'high' },
  { pattern: new RegExp(`${start}(?:${work}) of (\\d{3,9})(?![\\w.])`, 'i'), confidence: 'medium' },
  { pattern: new RegExp(`${start}(?:${work})[: ]{0,2}\\(?${original}`, 'i'), confidence: 'medium' },
  { pattern: /^\[PR #(\d{1,9})(?:\/[0-9a-f]{7,40})? back-?port\]/i, confidence: 'high' },
];
const another = new RegExp(`^(?:,| and| &|, and) ?${original}`, 'i');

/** `Backport of #12 and #13 to release/x`, `cherry-pick(#12): title`, `[PR #12/1a2b3c4 backport]`. */
function readNumbers(line: string, source: string): Mention[] {
  for (const { pattern, confidence } of numbered) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const rest = line.slice(match.index + match[0].length);
    return [match[1] ?? '', ...others(rest)].map((digits) => ({
      ...shared,
      target: byNumber(digits),
      source,
      rule: 'backport-number',
      matched: line,
      confidence: source === 'title' ? 'high' : confidence,
    }));
  }
  return [];
}

function others(rest: string): string[] {
  const found = another.exec(rest);
  return found === null ? [] : [found[1] ?? '', ...others(rest.slice(found[0].length))];
}

/** `[release/13.0] Title`, `[Backport 8.x] Title`, `[6.0.x] Title`. */
const releaseTitle =
  /^\[(?:(?:back-?port|cherry-?pick)\b[^\]]{0,60}|(?:release|stable|maint|hotfix)[-/][^\]]{1,60}|v?\d{1,4}\.(?:\d{1,4}|x)[\w.-]{0,20})\]/i;

/** A release branch's title that still ends in the number under which the change first landed. */
function readReleaseTitle(title: string, own: number): Mention[] {
  if (!releaseTitle.test(title)) return [];
  const digits = [...title.matchAll(/\(#(\d{1,9})\)/g)]
    .map(([, number = '']) => number)
    .findLast((number) => Number(number) !== own);
  if (digits === undefined) return [];
  return [
    {
      ...shared,
      target: byNumber(digits),
      source: 'title',
      rule: 'release-title',
      matched: title,
      confidence: 'medium',
    },
  ];
}

const branches: readonly RegExp[] = [
  /(?:^|\/)(?:back-?port|cherry-?pick)[-/](?:[\w.-]{1,60}\/)?(?:pr-?)?(\d{2,9})(?:-|$|\/)/i,
  /(?:^|\/)(?:back-?ports?|bp)\/\S{1,200}\/pr-(\d{1,9})$/i,
  /cherry-pick-of-#?(\d{1,9})(?:-|$)/i,
];

/** `backport/pr-12-to-release/8.0`, `backport-12-to-x`; GitLab's button: `cherry-pick-1a2b3c4d`. */
function readBranch(branch: string): Mention[] {
  const sha = /(?:^|\/)cherry-pick-([0-9a-f]{8})(?:-|$)/.exec(branch)?.[1];
  const digits = branches.map((form) => form.exec(branch)?.[1]).find((one) => one !== undefined);
  const target: Target | undefined =
    sha !== undefined && /[a-f]/.test(sha)
      ? { form: 'sha', key: sha }
      : digits === undefined
        ? undefined
        : byNumber(digits);
  if (target === undefined) return [];
  return [
    {
      ...shared,
      target,
      source: 'branch',
      rule: 'backport-branch',
      matched: branch,
      confidence: 'medium',
    },
  ];
}
