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

/** The list as a table `(repository_id, key)` without repetitions, for FROM and IN. */
export function touchedTable(list: Touched): Prisma.Sql {
  return Prisma.sql`(select distinct repository_id, key from unnest(${list.repositoryIds}::int[], ${list.keys}::text[]) as listed(repository_id, key))`;
}
