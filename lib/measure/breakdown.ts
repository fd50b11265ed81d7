import type { BreakdownAnswer, BreakdownAsk, BreakdownBy } from '@/lib/api/breakdown';
import type { Database } from '@/lib/db/client';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readRate } from '@/lib/measure/rate';

const groupsOf: Record<BreakdownBy, readonly string[]> = {
  size: SizeBucket.options,
  kindOfWork: KindOfWork.options,
  reviewed: ['yes', 'no'],
};

/** The rate of each authorship asked for within each group that has changes. */
export async function breakdown(database: Database, ask: BreakdownAsk): Promise<BreakdownAnswer> {
  const { by, ...filter } = ask;
  const range = await rangeOf(database, filter);
  const { window: horizonDays, kind: kinds } = filter;
  const asked = { by: [by, 'authorship'] as const, horizonDays };
  const cells = range === undefined ? [] : await readCells(database, filter, range, asked);
  const counts =
    range === undefined
      ? new Map<string, Counts>()
      : countsBy(cells, { range, kinds, horizonDays }, ({ keys }) => keys.join(' '));
  return {
    groups: groupsOf[by].flatMap((group) => {
      const rates = filter.authorship.map((authorship) => ({
        authorship,
        ...rateOnly(readRate(counts.get(`${group} ${authorship}`), horizonDays)),
      }));
      return rates.some(({ changes }) => changes > 0) ? [{ group, rates }] : [];
    }),
    range: range ?? null,
    definition: definition(filter),
  };
}
