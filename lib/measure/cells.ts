import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/measure/range';
import { repositories, surely } from '@/lib/measure/where';
import { columnOf, type Dimension, levelOf } from '@/lib/rollup/dimensions';
import { refreshRollup } from '@/lib/rollup/rollup';

/** What cells can be asked apart by. `areas` are told joined by a newline, `quarter` by its first day. */
export type By = Dimension | 'repository' | 'quarter';

/** Changes that share all that was asked by and are complete up to the same day, still packed. */
export interface Cell {
  /** The value of each dimension asked by, in that order. */
  keys: string[];
  /** The day up to which their repository is complete, counted as lib/rollup/packing.ts has it. */
  asOf: number;
  /** Changes of whole months that lie in the range and were all watched for the whole horizon. */
  whole: number;
  /** The other ones by day of merge. */
  merged: Uint8Array;
  /** What regressed of them all. */
  regressed: Uint8Array;
}

/** A reader waits this long for what changed since it was counted; the rest shows a moment later. */
export const refreshMs = 1_500;

const Bytes = z.nullable(z.instanceof(Uint8Array));
const Row = z.object({
  keys: z.array(z.string()),
  as_of: z.int(),
  whole: z.nullable(z.int()),
  merged: Bytes,
  regressed: Bytes,
});
const nothing = new Uint8Array();

/**
 * Reads the cells of the rollup that a filter asks for, from the coarsest level that can answer.
 * @param horizonDays the longest follow-up that will be asked of them.
 * @param daily whether every day of merge is told, also of months that are whole.
 */
export async function readCells(
  database: Database,
  filter: Filter,
  range: Range,
  { by, horizonDays, daily = false }: { by: readonly By[]; horizonDays: number; daily?: boolean },
): Promise<Cell[]> {
  await refreshRollup(database, refreshMs);
  const asked = by.filter((one): one is Dimension => one !== 'repository' && one !== 'quarter');
  const level = levelOf([...asked, ...filteredBy(filter)]);
  if (level < 0) throw new RangeError(`no level of the rollup counts by ${asked.join(', ')}`);
  const keys = by.length === 0 ? Prisma.empty : Prisma.join(by.map((one) => keyOf[one]));
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select array[${keys}]::text[] as keys, (c.as_of - date '2000-01-01')::int as as_of,
      (sum(c.changes) filter (where c.whole))::int as whole,
      string_agg(c.merged, ''::bytea) filter (where not c.whole) as merged,
      string_agg(c.regressed, ''::bytea) as regressed
    from (
      select c.*, r.name as repository, r.as_of,
        c.${filter.suspected === 'counted' ? Prisma.raw('suspected') : Prisma.raw('confirmed')} as regressed,
        ${!daily} and c.month >= ${range.from}::date
          and c.month + interval '1 month' <= ${range.to}::date + 1
          and (c.month + interval '1 month')::date + ${horizonDays}::int <= r.as_of as whole
      from cohort c join ${repositories(filter)} as r on r.id = c.repository_id
      where c.level = ${level}::int2
        and c.month between date_trunc('month', ${range.from}::date)::date and ${range.to}::date
        and ${cellWhere(filter)}) as c
    group by 1, 2`,
  );
  return found.map(({ keys: values, as_of: asOf, whole, merged, regressed }) => ({
    keys: values,
    asOf,
    whole: whole ?? 0,
    merged: merged ?? nothing,
    regressed: regressed ?? nothing,
  }));
}

const keyOf: Record<By, Prisma.Sql> = {
  repository: Prisma.sql`c.repository`,
  quarter: Prisma.sql`date_trunc('quarter', c.month)::date::text`,
  authorship: Prisma.sql`c.authorship`,
  confidence: Prisma.sql`c.confidence`,
  agent: Prisma.sql`c.agent`,
  mode: Prisma.sql`c.mode`,
  reviewed: Prisma.sql`case when c.reviewed then 'yes' else 'no' end`,
  kindOfWork: Prisma.sql`c.kind_of_work`,
  size: Prisma.sql`c.size_bucket`,
  branch: Prisma.sql`c.branch`,
  areas: Prisma.sql`array_to_string(c.areas, e'\n')`,
  author: Prisma.sql`c.author`,
};

/** The dimensions that a filter narrows down by, beside authorship, which every level has. */
function filteredBy(filter: Filter): Dimension[] {
  const narrowed: [Dimension, boolean][] = [
    ['agent', filter.agent !== undefined],
    ['mode', filter.mode !== undefined],
    ['kindOfWork', filter.kindOfWork !== undefined],
    ['size', filter.size !== undefined],
    ['areas', filter.area !== undefined],
    ['reviewed', filter.reviewed !== undefined],
    ['branch', filter.branch !== undefined],
    ['confidence', filter.confidence === 'high'],
  ];
  return narrowed.flatMap(([dimension, is]) => (is ? [dimension] : []));
}

/**
 * The cells of a filter. Naming agents or modes narrows down the changes that agents wrote; people's
 * changes, which have none, stay for comparison.
 */
function cellWhere(filter: Filter): Prisma.Sql {
  const { agent, mode, kindOfWork, size, area, branch, reviewed, confidence } = filter;
  const only = (dimension: Dimension, wanted: readonly string[] | undefined, ...also: string[]) =>
    wanted === undefined
      ? []
      : [Prisma.sql`c.${Prisma.raw(columnOf[dimension])} = any(${[...also, ...wanted]}::text[])`];
  return Prisma.join(
    [
      ...only('authorship', filter.authorship),
      ...only('agent', agent, ''),
      ...only('mode', mode, ''),
      ...only('kindOfWork', kindOfWork),
      ...only('size', size),
      ...only('branch', branch),
      ...(area === undefined ? [] : [Prisma.sql`c.areas && ${area}::text[]`]),
      ...(reviewed === undefined ? [] : [Prisma.sql`c.reviewed = ${reviewed === 'yes'}`]),
      ...(confidence === 'high' ? [surely] : []),
    ],
    ' and ',
  );
}
