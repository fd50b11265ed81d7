import { Prisma } from '@/lib/db/generated/client';
import type { Filter } from '@/lib/domain/filter';
import { repositories } from '@/lib/measure/where';

/** A search goes through so many of the newest rows for each that it wants: only if some are found, through more. */
const lookedThrough = [10, 100];
const someFound = 1 / 5;
/** What lists offer to choose from is of so many of the newest rows, shared out among the repositories. */
const chosenFrom = 2_000;
const chosenFromEach = 50;

/** What is listed newest first: a table of repositories' parts, and the moment that it goes by. */
export interface Happened {
  table: Prisma.Sql;
  /** What its rows are called in SQL. */
  name: Prisma.Sql;
  at: Prisma.Sql;
}

/** Which rows are listed. */
export interface Listed {
  of: Pick<Filter, 'repository' | 'team'>;
  holds: Prisma.Sql;
  search: Search | undefined;
}

/** What is searched for, asked in two ways that find the same. */
export interface Search {
  /** Whether a row is found, asked of it alone; undefined where hardly any is. */
  finds: Prisma.Sql | undefined;
  /** Conditions of which one must hold: each what an index answers for the whole table. */
  ways: readonly Prisma.Sql[];
}

const inOrder = ({ at, name }: Happened) =>
  Prisma.sql`order by ${at} desc, ${name}.repository_id desc, ${name}.key desc`;

/**
 * The newest rows of a list behind a place in it.
 * @param read reads the rows of a table in SQL that has the name of theirs.
 */
export async function newest<Row>(
  read: (picked: Prisma.Sql) => Promise<Row[]>,
  happened: Happened,
  { of, holds, search }: Listed,
  limit: number,
): Promise<Row[]> {
  if (search === undefined) return read(newestOf(happened, of, holds, limit));
  const { table, name } = happened;
  // A common word is met before long, where the rows that its index tells of are too many to be sorted.
  for (const times of search.finds === undefined ? [] : lookedThrough) {
    const near = await read(Prisma.sql`(
      select ${name}.* from ${newestOf(happened, of, holds, limit * times)}
      where ${search.finds} ${inOrder(happened)} limit ${limit}) as ${name}`);
    if (near.length === limit) return near;
    if (near.length < limit * someFound) break;
  }
  return read(Prisma.sql`(
    with found as materialized (${found(happened, of, holds, search)})
    select ${name}.* from (
      select * from found order by at desc, repository_id desc, key desc limit ${limit}) as f
    join ${table} ${name} on ${name}.repository_id = f.repository_id and ${name}.key = f.key) as ${name}`);
}

/**
 * The newest rows that something holds for, as a table in SQL. Where repositories are named, each one's are read
 * by themselves: the index of all moments would be gone through in vain where the others did much.
 */
function newestOf(happened: Happened, of: Listed['of'], holds: Prisma.Sql, limit: number) {
  const { table, name } = happened;
  const rest = Prisma.sql`${inOrder(happened)} limit ${limit}`;
  if (of.repository === undefined && of.team === undefined) {
    return Prisma.sql`(select ${name}.* from ${table} ${name} where ${holds} ${rest}) as ${name}`;
  }
  return Prisma.sql`(
    select ${name}.* from ${repositories(of)} as r
    cross join lateral (
      select ${name}.* from ${table} ${name} where ${name}.repository_id = r.id and ${holds} ${rest}) as ${name}
    ${rest}) as ${name}`;
}

/** The moments and keys of what a search finds: what several indexes answer is no condition of one. */
function found(
  { table, name, at }: Happened,
  of: Listed['of'],
  holds: Prisma.Sql,
  { ways }: Search,
): Prisma.Sql {
  return Prisma.join(
    ways.map(
      (way) => Prisma.sql`
        select ${at} as at, ${name}.repository_id, ${name}.key
        from ${repositories(of)} as r join ${table} ${name} on ${name}.repository_id = r.id
        where ${holds} and ${way}`,
    ),
    ' union ',
  );
}

/** How many rows a list has, in SQL. */
export function countOf(happened: Happened, { of, holds, search }: Listed): Prisma.Sql {
  const { table, name } = happened;
  if (search !== undefined) {
    return Prisma.sql`
      select count(*)::int as total from (${found(happened, of, holds, search)}) as found`;
  }
  return Prisma.sql`
    select count(*)::int as total
    from ${repositories(of)} as r join ${table} ${name} on ${name}.repository_id = r.id
    where ${holds}`;
}

/** The values of a column that the newest rows of the repositories have, in SQL. */
export function choices(happened: Happened, of: Listed['of'], column: Prisma.Sql): Prisma.Sql {
  const { table, name, at } = happened;
  return Prisma.sql`
    with seen as materialized (select id from ${repositories(of)} as r)
    select distinct o.choice from seen
    cross join lateral (
      select ${column} as choice from ${table} ${name}
      where ${name}.repository_id = seen.id and ${at} is not null
      order by ${at} desc
      limit (select greatest(${chosenFrom} / greatest(count(*), 1), ${chosenFromEach}) from seen)) as o
    where o.choice is not null order by 1 limit 50`;
}
