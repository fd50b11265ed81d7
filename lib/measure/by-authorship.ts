import type { Database } from '@/lib/db/client';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy } from '@/lib/measure/counts';

/** The counts of a filter by authorship, with follow-up to `horizonDays`. Nothing without a range. */
export async function byAuthorship(
  database: Database,
  filter: Filter,
  range: Range | undefined,
  horizonDays: number,
): Promise<Map<string, Counts>> {
  if (range === undefined) return new Map();
  const cells = await readCells(database, filter, range, { by: ['authorship'], horizonDays });
  const asked = { range, kinds: filter.kind, horizonDays };
  return countsBy(cells, asked, ({ keys: [authorship = ''] }) => authorship);
}
