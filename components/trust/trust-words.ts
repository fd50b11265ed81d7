import type { Trust, TrustCell } from '@/lib/api/trust';

/** What is said of a cell. */
export const trustLabels: Record<Trust, string> = {
  'normal-review': 'Merge with normal review',
  'second-pair': 'Needs a second pair of eyes',
  'not-proven': 'Not yet proven',
};

/** Below this many changes a cell that proves nothing is told in a word. */
const fewChanges = 10;

/** Whether a cell has too little to be worth a sentence of its own. */
export function isSlight({ trust, rate, kindOfWork }: TrustCell): boolean {
  return kindOfWork !== null && trust === 'not-proven' && rate.changes < fewChanges;
}
