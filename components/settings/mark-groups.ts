import { placeLabels } from '@/components/settings/rule-words';
import type { KnownMark } from '@/lib/api/rules';
import { agentName } from '@/lib/domain/agent';

/** One pattern, with all places in which it is looked for. */
export interface MarkRow extends Omit<KnownMark, 'found'> {
  id: string;
  places: string[];
}

export interface MarkGroup {
  name: string;
  rows: MarkRow[];
}

/** The marks by whose they are, agents by name and automation last; only those that a search means. */
export function groupMarks(marks: readonly KnownMark[], search: string): MarkGroup[] {
  const wanted = search.trim().toLowerCase();
  const groups = new Map<string, Map<string, MarkRow>>();
  for (const { found, ...mark } of marks) {
    const name = mark.agent === null ? 'Automation' : agentName(mark.agent);
    const place = placeLabels[found];
    if (!`${name} ${mark.pattern} ${place}`.toLowerCase().includes(wanted)) continue;
    const id = [mark.pattern, mark.expression, mark.mode, mark.confidence].join(' ');
    const rows = groups.get(name) ?? new Map<string, MarkRow>();
    const row = rows.get(id) ?? { ...mark, id, places: [] };
    if (!row.places.includes(place)) row.places.push(place);
    groups.set(name, rows.set(id, row));
  }
  return [...groups]
    .map(([name, rows]) => ({ name, rows: [...rows.values()] }))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
}

const rank = ({ rows }: MarkGroup) => (rows[0]?.authorship === 'automation' ? 1 : 0);
