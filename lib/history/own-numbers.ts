import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LandedChange } from '@/lib/history/landed';

const Taken = z.object({ number: z.int(), merge_sha: z.string() });

/**
 * The pull request's number of each change, by its sha, where it is its own. A number that another
 * landing has already belongs to that one: histories that were joined bring the same numbers twice.
 */
export async function ownNumbers(
  database: Database,
  repositoryId: number,
  changes: readonly LandedChange[],
): Promise<Map<string, number>> {
  const named = changes.flatMap(({ named }) => named?.number ?? []);
  const taken = await rows(
    database,
    Taken,
    Prisma.sql`select number, merge_sha from change
      where repository_id = ${repositoryId} and key = any(${named.map(String)}::text[])
        and number is not null and merge_sha is not null`,
  );
  const owners = new Map(taken.map(({ number, merge_sha }) => [number, merge_sha]));
  const numbers = new Map<string, number>();
  for (const { sha, named } of changes) {
    if (named === undefined) continue;
    const owner = owners.get(named.number) ?? sha;
    owners.set(named.number, owner);
    if (owner === sha) numbers.set(sha, named.number);
  }
  return numbers;
}
