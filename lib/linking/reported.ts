import { readCauses } from '@/lib/linking/cause';
import type { Mention } from '@/lib/linking/mention';

/** The changes that a report names. People link all sorts of changes, so a bare link decides nothing. */
export function readReport(text: string): Mention[] {
  return readCauses(text, 'reported', 'report', 'low');
}
