import { Prisma } from '@/lib/db/generated/client';

/** Which changes, causes or days a statement is about, as two arrays side by side. */
export interface Touched {
  repositoryIds: number[];
  keys: string[];
}

/** A list of (repository, key) that may hold one twice. */
export function touched(pairs: Iterable<{ repositoryId: number; key: string }>): Touched {
  const list: Touched = { repositoryIds: [], keys: [] };
  for (const pair of pairs) {
    list.repositoryIds.push(pair.repositoryId);
    list.keys.push(pair.key);
  }
  return list;
}

/** ASCII's unit separator, which hardly any key has. */
const apart = '\x1f';

/** The list as a table `(repository_id, key)` without repetitions, for FROM and IN. */
export function touchedTable({ repositoryIds, keys }: Touched): Prisma.Sql {
  const joined = keys.join(apart);
  // One text travels several times as fast as a list of thousands.
  const isPlain = !keys.some((key) => key.includes(apart) || key === '');
  const lists = isPlain
    ? Prisma.sql`string_to_array(${repositoryIds.join(',')}, ',')::int[],
        string_to_array(${joined}, e'\\x1f')`
    : Prisma.sql`${repositoryIds}::int[], ${keys}::text[]`;
  return Prisma.sql`(select distinct repository_id, key
    from unnest(${lists}) as listed(repository_id, key))`;
}
