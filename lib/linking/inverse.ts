import type { Confidence } from '@/lib/domain/evidence';
import type { Mention } from '@/lib/linking/mention';

/** What is known of a change whose diff takes others back. */
export interface InverseInput {
  title: string;
  inverseOf?: readonly string[];
  sizeLines?: number | null;
  automation?: boolean;
}

/** One line there and back is a switch or a version more often than a failure. */
const leastLines = 3;
/** Words that say it without the word revert. */
const undoWords =
  /\b(?:restor(?:es?|ed|ing)|undo(?:es|ing)?|(?:go|goes|going|switch\w{0,3}|chang\w{1,3}|mov\w{1,3}|bring|put) back|back to|revert\w{0,3}|roll\w{0,3} ?back|back\w{0,3} ?out)\b/i;

/**
 * The earlier landings whose diff a change takes back line by line. With words of a revert that is
 * one; without, it is mostly an undo of no weight or a bot that keeps two places equal, so it is only
 * a suspicion, and none where a bot did it or a line or two went there and back.
 */
export function readInverse(
  { title, inverseOf = [], sizeLines = null, automation = false }: InverseInput,
  standing: 'revert' | 'reapply' | 'none',
  named: readonly Mention[],
): Mention[] {
  const judge = (sha: string): Confidence | undefined => {
    const isNamed = named.some(({ target }) => target.form === 'sha' && sha.startsWith(target.key));
    // The same lines came and went before: which time is meant, only words can tell.
    if (inverseOf.length > 1 && !isNamed) return standing === 'none' ? undefined : 'low';
    if (standing !== 'none') return 'high';
    if (isNamed || undoWords.test(title.slice(0, 1_000))) return 'medium';
    const trivial = sizeLines !== null && sizeLines < leastLines;
    return automation || trivial ? undefined : 'low';
  };
  return inverseOf.flatMap((sha): Mention[] => {
    const confidence = judge(sha);
    if (confidence === undefined) return [];
    return [
      {
        kind: 'revert',
        effect: standing === 'reapply' ? 'relands' : 'undoes',
        target: { form: 'sha', key: sha },
        source: 'diff',
        rule: 'inverse-diff',
        matched: `its diff takes back commit ${sha.slice(0, 8)} line by line`,
        confidence,
      },
    ];
  });
}
