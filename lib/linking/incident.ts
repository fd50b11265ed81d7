import { readCauses } from '@/lib/linking/cause';
import type { Mention } from '@/lib/linking/mention';

/** The changes that an incident's title and text name. A link to a change blames it unless it mends. */
export function readIncident(text: string): Mention[] {
  return readCauses(text, 'incident', 'incident', 'medium');
}
