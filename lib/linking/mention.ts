import type { Confidence } from '@/lib/domain/evidence';
import type { RegressionKind } from '@/lib/domain/regression';

/**
 * How a change (or, where something is mended, an incident) is named. A sha has 7 to 64 hex digits in
 * lower case and may be abbreviated; a title is normalised, a `title-start` is one that was cut; a
 * `revision` is a review system's own id (`D123`, a Change-Id); a deployment or incident goes by its
 * sender's id or its address. `deployment-before` is the last deployment of a service (empty: of any)
 * that finished within its window before the cause.
 */
export interface Target {
  form: (typeof forms)[number];
  key: string;
}

/** A change named as undone, blamed or brought back, before anybody knows whether it exists. */
export interface Mention {
  kind: RegressionKind;
  /**
   * `undoes`: the target regressed by it. `relands`: the target, or what the target had undone, is
   * back. `repeats`: the target's work on another branch. `mends`: the target is an incident that it
   * ends.
   */
  effect: 'undoes' | 'relands' | 'repeats' | 'mends';
  target: Target;
  /** Where the text stood: `title`, `body`, `branch`, `diff`, `incident`, `report`, … */
  source: string;
  rule: string;
  matched: string;
  confidence: Confidence;
}

const longestTitle = 200;

/**
 * A title as it is compared: without the pull request numbers that hosts append, without quotation
 * marks and backticks, which shells take away, in lower case, with single spaces, at most 200 characters.
 */
export function normaliseTitle(title: string): string {
  return withoutNumbers(title.slice(0, 1_000).replace(/["“”„`]/g, ''))
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

/** The strongest first: where several of one cause resolve, the strongest is believed. */
const forms = [
  'sha',
  'number',
  'revision',
  'deployment',
  'incident',
  'title',
  'title-start',
  'deployment-before',
] as const;

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
