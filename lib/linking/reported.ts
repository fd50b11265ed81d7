import { readCauses } from '@/lib/linking/cause';
import type { Mention } from '@/lib/linking/mention';

/**
 * The changes that a report names. People link all sorts of changes, so a bare link decides nothing.
 * Where the report's `repository` is known, what it names in others is left out.
 */
export function readReport(text: string, repository?: string): Mention[] {
  return readCauses({
    text,
    kind: 'reported',
    source: 'report',
    bareLinks: 'low',
    ...(repository === undefined ? {} : { repository }),
  });
}
