import type { Confidence } from '@/lib/domain/evidence';
import { writtenLines } from '@/lib/domain/written-lines';
import { readInverse } from '@/lib/linking/inverse';
import { type Mention, strongestFirst } from '@/lib/linking/mention';
import { readUndone } from '@/lib/linking/revert-body';
import { readPassing, readTitle } from '@/lib/linking/revert-title';
import { readUndoing } from '@/lib/linking/undoing';

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

/** Reads which changes a change says that it undoes or brings back, or undoes without saying so. */
export function readReverts(input: RevertInput): Reverts {
  const { title, body = '', branch = '', number } = input;
  const lines = writtenLines(body);
  const own = wholeTitle(withoutOwnNumber(title.slice(0, 1_000).trim(), number), lines);
  const byTitle = readUndoing(own);
  const byBranch = readBranch(branch);
  const byBody = readUndone(lines);
  const words = (byTitle ?? byBranch)?.standing ?? byBody.standing;
  const effect = words === 'reapply' ? 'relands' : 'undoes';
  const mentions = [
    ...byBody.mentions(words),
    ...(byBranch === undefined ? [] : [byBranch.mention(effect)]),
    ...(byTitle === undefined ? readPassing(own) : readTitle(own, byTitle)),
  ];
  const silent = readInverse(input, words, mentions);
  const ownKey = number === undefined ? undefined : String(number);
  return {
    standing: words === 'none' && silent.some(isSure) ? 'revert' : words,
    mentions: strongestFirst(
      [...mentions, ...silent].filter(
        ({ target }) => target.form !== 'number' || target.key !== ownKey,
      ),
    ),
  };
}

const isSure = ({ confidence }: { confidence: Confidence }) => confidence !== 'low';

/** Without a known number the last one appended is still the change's own. */
function withoutOwnNumber(title: string, number: number | undefined): string {
  const [appended, last] = /\s*\(#(\d{1,9})\)$/.exec(title) ?? [];
  if (appended === undefined) return title;
  return number === undefined || last === String(number) ? title.slice(0, -appended.length) : title;
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

interface NamedByBranch {
  standing: 'revert' | 'reapply';
  mention: (effect: Mention['effect']) => Mention;
}

/** GitHub's button names the branch `revert-123-…`, GitLab's `revert-1a2b3c4d`. */
function readBranch(text: string): NamedByBranch | undefined {
  const branch = text.slice(0, 500);
  const found = { kind: 'revert', source: 'branch', rule: 'revert-branch' } as const;
  const sure = { matched: branch, confidence: 'high' } as const;
  const sha = /^(?:[^/]+\/)?revert-([0-9a-f]{8})$/.exec(branch)?.[1];
  if (sha !== undefined) {
    const target = { form: 'sha', key: sha } as const;
    return { standing: 'revert', mention: (effect) => ({ ...found, effect, target, ...sure }) };
  }
  const [, layers, number] =
    /^(?:[^/]+\/)?(revert-(\d{1,9})-(?:revert-\d{1,9}-)*)/.exec(branch) ?? [];
  if (layers === undefined || number === undefined) return undefined;
  const depth = layers.split('revert-').length - 1;
  const target = { form: 'number', key: String(Number(number)) } as const;
  return {
    standing: depth % 2 === 0 ? 'reapply' : 'revert',
    mention: (effect) => ({ ...found, effect, target, ...sure }),
  };
}
