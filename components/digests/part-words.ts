import type { DigestPart } from '@/lib/domain/digest';

/** What a digest may tell of, for its form and for a line of the list. */
export const partWords: Record<DigestPart, { long: string; short: string }> = {
  week: { long: 'each week, once it is whole', short: 'weeks' },
  turn: {
    long: 'when agents’ changes turn out to regress more often than people’s, or less, or it is no longer settled',
    short: 'turns',
  },
};
