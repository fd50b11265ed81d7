import type { Confidence } from '@/lib/domain/evidence';
import { writtenLines } from '@/lib/domain/written-lines';
import {
  type Mention,
  normaliseTitle,
  strongestFirst,
  withoutNumbers,
} from '@/lib/linking/mention';
import { readUndoing, type Undoing } from '@/lib/linking/undoing';

/** The words of a change that may say what it undoes. */
export interface RevertInput {
  title: string;
  body?: string;
  branch?: string;
  number?: number;
  /** Earlier landings whose diff this one's takes back line by line, by the commit that landed each. */
  inverseOf?: readonly string[];
  /** Changed lines; null where nobody told. */
  sizeLines?: number | null;
  /** A bot that is no coding agent wrote it. */
  automation?: boolean;
}

export interface Reverts {
  /** What the change is by its own words. A `reapply` is new work again; a `revert` is not. */
  standing: 'revert' | 'reapply' | 'none';
  /** The strongest first; several of one form are several targets. */
  mentions: Mention[];
}

/** Reads which changes a change says that it undoes or brings back. */
export function readReverts({ title, body = '', branch = '', number }: RevertInput): Reverts {
  const lines = writtenLines(body);
  const own = wholeTitle(withoutOwnNumber(title.slice(0, 1_000).trim(), number), lines);
  const byTitle = readUndoing(own);
  const byBranch = readBranch(branch);
  const numbers = readNumbers(lines);
  const [first = ''] = lines;
  const standing =
    (byTitle ?? byBranch ?? numbers[0])?.standing ??
    (/^This reverts commit/i.test(first) ? 'revert' : 'none');
  const effect = effectOf(standing);
  const mentions = [
    ...readShas(lines, standing),
    ...(byBranch === undefined ? [] : [mention(byBranch.target, effect, 'branch', byBranch)]),
    ...numbers.map((found) => mention(found.target, effect, 'body', found)),
    ...(byTitle === undefined ? [] : readTitle(own, byTitle)),
  ];
  const ownKey = number === undefined ? undefined : String(number);
  return {
    standing,
    mentions: strongestFirst(
      mentions.filter(({ target }) => target.form !== 'number' || target.key !== ownKey),
    ),
  };
}

/** Without a known number the last one appended is still the change's own. */
function withoutOwnNumber(title: string, number: number | undefined): string {
  const [appended, last] = /\s*\(#(\d{1,9})\)$/.exec(title) ?? [];
  if (appended === undefined) return title;
  return number === undefined || last === String(number) ? title.slice(0, -appended.length) : title;
}

type Effect = Mention['effect'];
const effectOf = (standing: Reverts['standing']): Effect =>
  standing === 'reapply' ? 'relands' : 'undoes';

interface Found {
  rule: string;
  matched: string;
  confidence: Confidence;
}

/** A line or branch that names its target and by itself says what the change is. */
interface Named extends Found {
  standing: 'revert' | 'reapply';
  target: Mention['target'];
}

function mention(
  target: Mention['target'],
  effect: Effect,
  source: string,
  { rule, matched, confidence }: Found,
): Mention {
  return { kind: 'revert', effect, target, source, rule, matched, confidence };
}

/** GitHub's button names the branch `revert-123-…`, GitLab's `revert-1a2b3c4d`. */
function readBranch(text: string): Named | undefined {
  const branch = text.slice(0, 500);
  const found = { rule: 'revert-branch', matched: branch, confidence: 'high' } as const;
  const sha = /^(?:[^/]+\/)?revert-([0-9a-f]{8})$/.exec(branch)?.[1];
  if (sha !== undefined) {
    return { ...found, standing: 'revert', target: { form: 'sha', key: sha } };
  }
  const [, layers, number] =
    /^(?:[^/]+\/)?(revert-(\d{1,9})-(?:revert-\d{1,9}-)*)/.exec(branch) ?? [];
  if (layers === undefined || number === undefined) return undefined;
  const depth = layers.split('revert-').length - 1;
  const standing = depth % 2 === 0 ? 'reapply' : 'revert';
  return { ...found, standing, target: { form: 'number', key: String(Number(number)) } };
}

const namesPullRequest =
  /^Reverts:? (?:https?:\/\/[^\s]{1,200}\/(?:pull|merge_requests)\/|(?:[\w.-]{1,100}\/[\w.-]{1,100})?#)(\d{1,9})\b/i;
const namesMergeRequest = /^This reverts merge request [^\s!]{0,200}!(\d{1,9})\b/i;

/** Lines of their own that name the pull request undone, as the hosts' buttons write them. */
function readNumbers(lines: readonly string[]): Named[] {
  return lines.flatMap((line) => {
    const number = (namesPullRequest.exec(line) ?? namesMergeRequest.exec(line))?.[1];
    if (number === undefined) return [];
    const target = { form: 'number', key: String(Number(number)) } as const;
    return [
      { standing: 'revert', target, rule: 'revert-number', matched: line, confidence: 'high' },
    ];
  });
}

const namesCommits = /\bThis (?:partially )?reverts (?:the following )?commits?:?\s/i;
const nextCommit = /^(?:[\s,]|and\b|&)*\b([0-9a-f]{7,64})\b/i;

/** The shas of `This reverts commit a, b and c.`; not those that a merge is said to have reversed. */
function shasOf(line: string, next: string): string[] {
  const start = namesCommits.exec(line);
  if (start === null) return [];
  let rest = line.slice(start.index + start[0].length);
  // A list that ends in a comma or an "and" goes on in the next line.
  if (/(?:,|\band)$/.test(rest)) rest = `${rest} ${next}`;
  const shas: string[] = [];
  for (let found = nextCommit.exec(rest); found !== null; found = nextCommit.exec(rest)) {
    shas.push((found[1] ?? '').toLowerCase());
    rest = rest.slice(found[0].length);
  }
  return shas;
}

/**
 * Commits that the body says are reverted. A squash repeats the messages of the commits it folds, so
 * the line above tells whether it was a revert or a reapply, and where the title does not revert the
 * sentence is mostly about a commit of the same pull request.
 */
function readShas(lines: readonly string[], standing: Reverts['standing']): Mention[] {
  return lines.flatMap((line, at) => {
    const above = lines[at - 1]?.replace(/^[*-]\s+/, '') ?? '';
    const heading = readUndoing(withoutNumbers(above))?.standing;
    const effect = effectOf(heading ?? standing);
    const found: Found =
      standing === 'none'
        ? { rule: 'revert-body-only', matched: line, confidence: 'low' }
        : { rule: 'revert-commit', matched: line, confidence: 'high' };
    return shasOf(line, lines[at + 1] ?? '').map((key) =>
      mention({ form: 'sha', key }, effect, 'body', found),
    );
  });
}

/** A number that the words around it give to an issue, or to what is fixed by the revert. */
const otherNumber = /\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|issue|see|for)[: ]*\(?#\d+/gi;
const sha = /\b[0-9a-f]{7,40}\b/g;

/** What the title names: the title it repeats with the number at its end, or the numbers and shas in it. */
function readTitle(title: string, undoing: Undoing): Mention[] {
  const effect = effectOf(undoing.standing);
  const named = (target: Mention['target'], rule: string, confidence: Confidence) =>
    mention(target, effect, 'title', { rule, matched: title, confidence });
  const { original } = undoing;
  const key = normaliseTitle(original);
  const repeats = undoing.form === 'quoted' || mayBeTitle(key, undoing.form);
  const byTitle =
    repeats && key !== '' && !key.endsWith('…')
      ? [named({ form: 'title', key }, 'revert-title', 'medium')]
      : [];
  if (undoing.form === 'quoted') {
    const number = /\(#(\d{1,9})\)$/.exec(original.trimEnd())?.[1];
    return number === undefined
      ? byTitle
      : [named({ form: 'number', key: number }, 'revert-title-number', 'high'), ...byTitle];
  }
  const words = original.replace(otherNumber, '');
  return [
    ...(words.match(sha) ?? [])
      .filter(isSha)
      .map((key) => named({ form: 'sha', key }, 'revert-title-commit', 'medium')),
    ...[...words.matchAll(/#(\d{1,9})\b/g)].map(([, number = '']) =>
      named({ form: 'number', key: number }, 'revert-title-number', 'medium'),
    ),
    ...byTitle,
  ];
}

/** Neither a plain number nor a word like `defaced`. */
function isSha(word: string): boolean {
  return /\d/.test(word) && /[a-f]/.test(word);
}

/** Unquoted words may be the whole title that is undone, unless they name a number or sha in it. */
function mayBeTitle(key: string, form: Undoing['form']): boolean {
  const long = form === 'conventional' || key.split(' ').length >= 3;
  return long && !key.includes('#') && !(key.match(sha) ?? []).some(isSha);
}

/** GitHub cuts a long title with `…`; the body's first line goes on, or a line repeats it whole. */
function wholeTitle(title: string, lines: readonly string[]): string {
  if (!title.endsWith('…')) return title;
  const cut = title.slice(0, -1);
  const [first = ''] = lines;
  if (first.startsWith('…')) return `${cut}${first.slice(1)}`;
  const bullets = lines.map((line) => line.replace(/^[*-] /, ''));
  return bullets.find((line) => line.startsWith(cut.trimEnd())) ?? title;
}
