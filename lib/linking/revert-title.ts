import type { Confidence } from '@/lib/domain/evidence';
import { type Mention, normaliseTitle } from '@/lib/linking/mention';
import type { Undoing } from '@/lib/linking/undoing';

/** A number that the words around it give to an issue, or to what is fixed by the revert. */
const otherNumber = /\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|issue|see|for)[: ]*\(?#\d+/gi;
const shas = /\b[0-9a-f]{7,40}\b/g;
const mergeSubject = /^Merge pull request #(\d{1,9}) from /;
const appendedNumber = /\(#(\d{1,9})\)$/;

/** `revert to X` goes to a state; what it leaves behind is not named. */
const toState = /^(?:back )?to\b/i;
const revision = /\b(D\d{2,9})\b/;
const countsOnly = /^\d{1,4} changesets?\b/i;
/** Where a host cut a title: within the number that it appends, or within a word. */
const cut = /\s*(?:\(#?\d{0,9})?(?:…|\.\.\.)$/;
const shortestCut = 20;

/** What a title names: the title it repeats, with the number at its end, or the numbers and shas in it. */
export function readTitle(title: string, undoing: Undoing): Mention[] {
  const { standing, form, original, undone = '', after = '' } = undoing;
  if (form !== 'quoted' && toState.test(original)) return [];
  /** What the title itself says, without what it quotes. */
  const said = form === 'quoted' ? (title.split(/["“„]/, 1)[0] ?? '') : title;
  const byRevision = revision.exec(said)?.[1];
  const found: Found[] = [
    ...(byRevision === undefined ? [] : [sure({ form: 'revision', key: byRevision })]),
    ...(form === 'quoted' ? ofQuotes(undone, original, after) : ofWords(original)),
    ...titleOf(undone, 'quoted'),
    ...titleOf(original.replace(/^D\d{2,9}: ?/, ''), form),
  ];
  return found.map(({ target, confidence }) => ({
    kind: 'revert',
    effect: standing === 'reapply' ? 'relands' : 'undoes',
    target,
    source: 'title',
    rule: `${isPartial(said) ? 'partial-' : ''}revert-${rules[target.form]}`,
    matched: title,
    confidence,
  }));
}

const passing =
  /(?:[([;,:]\s*|\b(?:and|by) )revert(?:s|ed|ing)?:? (?:(?:pr|pull request|mr) )?#(\d{1,9})\b/gi;

/** What a title undoes beside its own purpose: `Fix the cache (revert #12)`. */
export function readPassing(title: string): Mention[] {
  return [...title.matchAll(passing)].map(([, key = '']) => ({
    kind: 'revert',
    effect: 'undoes',
    target: { form: 'number', key: String(Number(key)) },
    source: 'title',
    rule: 'partial-revert-title-number',
    matched: title,
    confidence: 'medium',
  }));
}

interface Found {
  target: { form: keyof typeof rules; key: string };
  confidence: Confidence;
}

const rules = {
  sha: 'title-commit',
  number: 'title-number',
  revision: 'revision',
  title: 'title',
  'title-start': 'title-start',
} as const;

const sure = (target: Found['target']): Found => ({ target, confidence: 'high' });
const fair = (target: Found['target']): Found => ({ target, confidence: 'medium' });

/** The number that the host appended to a quoted title, or that a quoted merge tells. */
function ofQuoted(text: string): Found[] {
  const key = (appendedNumber.exec(text.trimEnd()) ?? mergeSubject.exec(text))?.[1];
  return key === undefined ? [] : [sure({ form: 'number', key })];
}

/** A number behind the quoted title is that title's own, unless the quotes hold one already. */
function ofQuotes(undone: string, original: string, after: string): Found[] {
  const inside = [undone, original].flatMap(ofQuoted);
  const key = /^\(#(\d{1,9})\)$/.exec(after)?.[1];
  return inside.length > 0 || key === undefined ? inside : [fair({ form: 'number', key })];
}

function ofWords(original: string): Found[] {
  const ours = original.replace(otherNumber, '');
  return [
    ...(ours.match(shas) ?? []).filter(isSha).map((key) => fair({ form: 'sha', key })),
    ...[...ours.matchAll(/#(\d{1,9})\b/g)].map(([, key = '']) => fair({ form: 'number', key })),
  ];
}

const partial =
  /\bpart(?:ial(?:ly)?|ly) (?:un|re|back|roll)|\b(?:revert|back|roll)\w{0,5}(?: ?(?:out|back))? (?:(?:parts?|some|bits|most) of|partly|partially)\b/i;

/** Whether only a part of the target is undone. It is undone all the same. */
export function isPartial(text: string): boolean {
  return partial.test(text);
}

const soleQuote = /^[^"“”]{0,200}["“]([^"“”]{5,200})["”]$/;

/** As the merge scripts of some projects title what they merge. */
const scriptedMerge = /^Merge '(.+)' from\b.*$/;

/** The title that is undone, whole or its beginning; unquoted words may be one, or describe one. */
function titleOf(words: string, form: Undoing['form']): Found[] {
  const inside = form === 'freeform' ? soleQuote.exec(words.trim())?.[1] : undefined;
  const title = (inside ?? words.replace(cut, '…')).replace(scriptedMerge, '$1');
  const key = normaliseTitle(title);
  if (key.endsWith('…')) {
    const start = key.slice(0, -1).trim();
    const found = fair({ form: 'title-start', key: start });
    if (start.length >= shortestCut) return [found];
    return start === '' ? [] : [{ ...found, confidence: 'low' }];
  }
  const repeats = form === 'quoted' || inside !== undefined || mayBeTitle(key, form);
  return key !== '' && repeats ? [fair({ form: 'title', key })] : [];
}

/** Unquoted words may be the whole title that is undone, unless they name a number or sha in it. */
function mayBeTitle(key: string, form: Undoing['form']): boolean {
  const long = form === 'conventional' || key.split(' ').length >= 3;
  return (
    long && !countsOnly.test(key) && !key.includes('#') && !(key.match(shas) ?? []).some(isSha)
  );
}

/** Neither a plain number nor a word like `defaced`. */
function isSha(word: string): boolean {
  return /\d/.test(word) && /[a-f]/.test(word);
}
