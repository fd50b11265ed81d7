import type { Confidence } from '@/lib/domain/evidence';
import type { RegressionKind } from '@/lib/domain/regression';

/** How a text names a change. A sha has 7 to 64 hex digits in lower case and may be abbreviated. */
export interface Target {
  form: 'sha' | 'number' | 'title';
  key: string;
}

/** A change named as undone, blamed or brought back, before anybody knows whether it exists. */
export interface Mention {
  kind: RegressionKind;
  /**
   * `undoes`: the target regressed by it. `relands`: the target, or what the target had undone, is
   * back.
   */
  effect: 'undoes' | 'relands';
  target: Target;
  /** Where the text stood: `title`, `body`, `branch`, `incident`, `report`. */
  source: string;
  rule: string;
  matched: string;
  confidence: Confidence;
}

const longestTitle = 200;

/**
 * A title as it is compared: without the pull request numbers that hosts append, without quotation
 * marks, in lower case, with single spaces, at most 200 characters.
 */
export function normaliseTitle(title: string): string {
  return withoutNumbers(title.slice(0, 1_000).replace(/["“”„]/g, ''))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestTitle)
    .trim()
    .toLowerCase();
}

const appendedNumber = /\(#\d{1,9}\)$/;

/** A title without any `(#123)` at its end. */
export function withoutNumbers(title: string): string {
  let rest = title.trimEnd();
  while (appendedNumber.test(rest)) rest = rest.replace(appendedNumber, '').trimEnd();
  return rest;
}

const forms = ['sha', 'number', 'title'];

/** Each target once, the strongest first: what may count, then a sha, a number, a title. */
export function strongestFirst(mentions: readonly Mention[]): Mention[] {
  const seen = new Set<string>();
  return mentions
    .toSorted((a, b) => weakness(a) - weakness(b))
    .filter(({ target }) => {
      const key = `${target.form} ${target.key}`;
      return !seen.has(key) && seen.add(key);
    });
}

function weakness({ target, confidence }: Mention): number {
  return forms.indexOf(target.form) + (confidence === 'low' ? forms.length : 0);
}
