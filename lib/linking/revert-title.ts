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
export function readTitle(title: string, { standing, form, original }: Undoing): Mention[] {
  if (form !== 'quoted' && toState.test(original)) return [];
  const named = (target: Mention['target'], rule: string, confidence: Confidence): Mention => ({
    kind: 'revert',
    effect: standing === 'reapply' ? 'relands' : 'undoes',
    target,
    source: 'title',
    rule: isPartial(title) ? `partial-${rule}` : rule,
    matched: title,
    confidence,
  });
  const byRevision = revision.exec(
    form === 'quoted' ? title.split(/["“]/, 1).join() : original,
  )?.[1];
  const words = original.replace(/^D\d{2,9}: ?/, '');
  const byTitle = titleOf(words, form).map((target) =>
    target.form === 'title' || target.key.length >= shortestCut
      ? named(target, `revert-${target.form}`, 'medium')
      : named(target, `revert-${target.form}`, 'low'),
  );
  if (byRevision !== undefined) {
    const target = { form: 'revision', key: byRevision } as const;
    return [named(target, 'revert-revision', 'high'), ...byTitle];
  }
  if (form === 'quoted') {
    const number = (appendedNumber.exec(original.trimEnd()) ?? mergeSubject.exec(original))?.[1];
    return number === undefined
      ? byTitle
      : [named({ form: 'number', key: number }, 'revert-title-number', 'high'), ...byTitle];
  }
  const ours = original.replace(otherNumber, '');
  return [
    ...(ours.match(shas) ?? [])
      .filter(isSha)
      .map((key) => named({ form: 'sha', key }, 'revert-title-commit', 'medium')),
    ...[...ours.matchAll(/#(\d{1,9})\b/g)].map(([, number = '']) =>
      named({ form: 'number', key: number }, 'revert-title-number', 'medium'),
    ),
    ...byTitle,
  ];
}

const partial =
  /\bpart(?:ial(?:ly)?|ly) (?:un|re|back|roll)|\b(?:revert|back|roll)\w{0,5}(?: ?(?:out|back))? (?:(?:parts?|some|bits|most) of|partly|partially)\b/i;

/** Whether only a part of the target is undone. It is undone all the same. */
export function isPartial(text: string): boolean {
  return partial.test(text);
}

const soleQuote = /^[^"“”]{0,200}["“]([^"“”]{5,200})["”]$/;

/** The title that is undone, whole or its beginning; unquoted words may be one, or describe one. */
function titleOf(words: string, form: Undoing['form']): Mention['target'][] {
  const inside = form === 'freeform' ? soleQuote.exec(words.trim())?.[1] : undefined;
  const key = normaliseTitle(inside ?? words.replace(cut, '…'));
  if (key.endsWith('…')) {
    const start = key.slice(0, -1).trim();
    return start === '' ? [] : [{ form: 'title-start', key: start }];
  }
  const repeats = form === 'quoted' || inside !== undefined || mayBeTitle(key, form);
  return key !== '' && repeats ? [{ form: 'title', key }] : [];
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
