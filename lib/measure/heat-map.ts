import type { Rate } from '@/lib/api/definition';
import type { HeatCell, HeatMapAnswer, HeatMapAsk } from '@/lib/api/heat-map';
import type { Database } from '@/lib/db/client';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, together } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { effectiveCounts, fewestChanges, notTested, testedAgainst } from '@/lib/measure/tested';

/** The rate in every cell of kind of work and size, from the rollup. */
export async function heatMap(database: Database, ask: HeatMapAsk): Promise<HeatMapAnswer> {
  const range = await rangeOf(database, ask);
  const { kind: kinds, window: horizonDays } = ask;
  const by = ['kindOfWork', 'size'] as const;
  const counted =
    range === undefined
      ? new Map<string, Counts>()
      : countsBy(
          await readCells(database, ask, range, { by, horizonDays }),
          { range, kinds, horizonDays },
          ({ keys: [work = '', size = ''] }) => keyOf(work, size),
        );
  const pooled = together([...counted.values()]);
  const all = rateOnly(readRate(pooled, horizonDays));
  const pairs = KindOfWork.options.flatMap((kindOfWork) =>
    SizeBucket.options.flatMap((size) => {
      const counts = counted.get(keyOf(kindOfWork, size));
      return counts === undefined ? [] : { kindOfWork, size, counts };
    }),
  );
  const tested = testedAgainst(
    readAtWindow(pooled, horizonDays)?.rate ?? 0,
    pairs.map(({ counts }) => effectiveCounts(readAtWindow(counts, horizonDays))),
  );
  const cells = pairs.map(({ kindOfWork, size, counts }, index): HeatCell => {
    const rate = rateOnly(readRate(counts, horizonDays));
    const { adjustedP, differs } = tested[index] ?? notTested;
    return {
      ...rate,
      kindOfWork,
      size,
      tooFew: adjustedP === null,
      beside: differs ? sideOf(rate, all) : 'unclear',
    };
  });
  const isAny = (test: (cell: HeatCell) => boolean) => cells.some(test);
  return {
    kindsOfWork: KindOfWork.options.filter((one) => isAny((cell) => cell.kindOfWork === one)),
    sizes: SizeBucket.options.filter((one) => isAny((cell) => cell.size === one)),
    cells,
    all,
    fewestChanges,
    range: range ?? null,
    definition: definition(ask),
  };
}

const keyOf = (kindOfWork: string, size: string) => `${kindOfWork} ${size}`;

function sideOf({ rate }: Rate, all: Rate): HeatCell['beside'] {
  return (rate ?? 0) > (all.rate ?? 0) ? 'higher' : 'lower';
}
