import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { repositories, surely } from '@/lib/measure/where';
import { columnOf, type Dimension, levelOf, levels } from '@/lib/rollup/dimensions';
import { refreshRollup } from '@/lib/rollup/rollup';

/** What cells can be asked apart by. `areas` are told joined by `areaSeparator`, `quarter` by its first day. */
export type By = Dimension | 'repository' | 'quarter';

/** Changes that share all that was asked by and are complete up to the same day. */
export interface Cell {
  /** The value of each dimension asked by, in that order. */
  keys: readonly string[];
  /** The day up to which their repository is complete, counted as lib/rollup/packing.ts has it. */
  asOf: number;
  /** How many of months or quarters that lie in the range and were watched for the whole horizon. */
  whole: number;
  /** The other ones by day of merge, then what regressed of them all, each up to its end. */
  bytes: DataView;
  mergedFrom: number;
  mergedTo: number;
  regressedFrom: number;
  regressedTo: number;
}

/** ASCII's group separator, which no path has. */
export const areaSeparator = '\x1d';

/** A reader waits this long for what changed since it was counted; the rest shows a moment later. */
export const refreshMs = 1_500;

/** All cells of a repository and quarter in one row: tens of thousands of rows would take longer. */
const Row = z.object({
  repository: z.string(),
  /** Empty where quarters are not asked apart. */
  quarter: z.string(),
  as_of: z.int(),
  /** The dimensions of each cell, apart by ASCII's unit separators, the cells by its record separators. */
  dimensions: z.string(),
  /**
   * For each cell 4 bytes of its changes of whole periods; 4 of the length of `merged` and that; 4 of the
   * length of what regressed and that.
   */
  cells: z.instanceof(Uint8Array),
});

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
  const asked = by.filter((one): one is Dimension => !isOfRow(one));
  const level = levelOf([...asked, ...filteredBy(filter)], daily);
  if (level === undefined)
    throw new RangeError(`no level of the rollup counts by ${asked.join(', ')}`);
  const told = asked.map((one) => textOf[one] ?? Prisma.sql`c.${Prisma.raw(columnOf[one])}`);
  const line = told.length === 0 ? Prisma.sql`''` : Prisma.join(told, ` || e'\\x1f' || `);
  // The months or quarters of the level's cells.
  const period = levels[level]?.period ?? 'month';
  const length = period === 'month' ? '1 month' : '3 months';
  const quarter = by.includes('quarter')
    ? Prisma.sql`date_trunc('quarter', c.month)::date::text`
    : Prisma.sql`''`;
  const regressed =
    filter.suspected === 'counted' ? Prisma.sql`c.suspected` : Prisma.sql`c.confirmed`;
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select r.name as repository, q.quarter, (r.as_of - date '2000-01-01')::int as as_of,
      q.dimensions, q.cells
    from ${repositories(filter)} as r
    cross join lateral (
      select quarter, string_agg(line, e'\\x1e') as dimensions, string_agg(cell, ''::bytea) as cells
      from (
        select ${quarter} as quarter, ${line} as line,
          int4send(coalesce(sum(c.changes) filter (where w.whole), 0)::int)
          || int4send(coalesce(sum(length(c.merged)) filter (where not w.whole), 0)::int)
          || coalesce(string_agg(c.merged, ''::bytea) filter (where not w.whole), ''::bytea)
          || int4send(sum(length(${regressed}))::int) || string_agg(${regressed}, ''::bytea) as cell
        from cohort c
        cross join lateral (select (c.month + ${length}::interval)::date as month) as next
        cross join lateral (select ${!daily} and c.month >= ${range.from}::date
          and next.month <= ${range.to}::date + 1
          and next.month + ${horizonDays}::int <= r.as_of as whole) as w
        where c.level = ${level}::int2 and c.repository_id = r.id
          and c.month between date_trunc(${period}, ${range.from}::date)::date and ${range.to}::date
          and ${cellWhere(filter)}
        group by 1, 2) as t
      group by quarter) as q`,
  );
  return found.flatMap((row) => unpack(row, by, asked));
}

/** What comes from outside may hold anything, also what keeps cells apart here. */
function printable(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`translate(${text}, e'\\x1e\\x1f', '')`;
}

const textOf: Partial<Record<Dimension, Prisma.Sql>> = {
  reviewed: Prisma.sql`case when c.reviewed then 'yes' else 'no' end`,
  areas: printable(Prisma.sql`array_to_string(c.areas, ${areaSeparator})`),
  branch: printable(Prisma.sql`c.branch`),
  author: printable(Prisma.sql`c.author`),
};

const isOfRow = (one: By): one is 'repository' | 'quarter' =>
  one === 'repository' || one === 'quarter';

function unpack(
  { repository, quarter, as_of: asOf, dimensions, cells }: z.output<typeof Row>,
  by: readonly By[],
  asked: readonly Dimension[],
): Cell[] {
  const bytes = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  const places = by.map((one) => (isOfRow(one) ? -1 : asked.indexOf(one)));
  const ofRow = by.map((one) => (one === 'repository' ? repository : quarter));
  let at = 0;
  return dimensions.split('\x1e').map((line) => {
    const values = line.split('\x1f');
    const keys = places.map((place, index) => (place < 0 ? ofRow[index] : values[place]) ?? '');
    const whole = bytes.getInt32(at);
    const mergedFrom = at + 8;
    const mergedTo = mergedFrom + bytes.getInt32(at + 4);
    const regressedFrom = mergedTo + 4;
    const regressedTo = regressedFrom + bytes.getInt32(mergedTo);
    at = regressedTo;
    return { keys, asOf, whole, bytes, mergedFrom, mergedTo, regressedFrom, regressedTo };
  });
}

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
