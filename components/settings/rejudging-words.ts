import { authorsPhrase } from '@/components/words/labels';
import { countWords, plural } from '@/components/words/rates';
import type { Rejudgement } from '@/lib/api/rejudgements';

/** How far it was at a moment. */
export interface Reading {
  id: number;
  done: number;
  atMs: number;
}

const leastMs = 2_000;

/** How much longer it takes at the pace seen so far; nothing before that pace can be told. */
export function remainingWords(
  first: Reading,
  { done, total }: Pick<Rejudgement, 'done' | 'total'>,
  atMs: number,
): string | undefined {
  const passedMs = atMs - first.atMs;
  if (passedMs < leastMs || done <= first.done) return undefined;
  const seconds = ((total - done) * passedMs) / (done - first.done) / 1000;
  if (seconds < 50) return 'less than a minute left';
  return `about ${plural(Math.round(seconds / 60), 'minute')} left`;
}

/** What it is doing: `Judging history anew: 412,000 of 1,000,000 changes`. */
export function progressWords({ state, done, total }: Rejudgement): string {
  if (state === 'waiting') return 'History will be judged anew in a moment';
  return `Judging history anew: ${countWords(done)} of ${countWords(total)} changes`;
}

/** What came of it: `312 changes moved: 300 from people to agents, 12 from …`. */
export function movedWords({ state, moved, total }: Rejudgement): string {
  const sum = moved.reduce((all, { changes }) => all + changes, 0);
  if (state === 'superseded') {
    return `Stopped, because the rules changed again${sum === 0 ? '' : `; ${plural(sum, 'change')} had moved by then`}.`;
  }
  if (sum === 0) {
    return total === 0
      ? 'There was nothing to judge yet.'
      : 'Nothing moved: every change is by the same authors as before.';
  }
  const moves = moved.map(
    ({ from, to, changes }) =>
      `${countWords(changes)} from ${authorsPhrase[from]} to ${authorsPhrase[to]}`,
  );
  return `${plural(sum, 'change')} moved: ${moves.join(', ')}.`;
}
