import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Diff } from '@/lib/history/diffs';
import type { LandedChange } from '@/lib/history/landed';

/** What was undone later than this was hardly undone for what it broke. */
const windowMs = 90 * 24 * 60 * 60 * 1000;

const Earlier = z.object({ patch_id: z.string(), merge_sha: z.string(), merged_at: z.date() });

/**
 * The change that each change takes back line by line, both by their merge's sha: of those whose diff
 * is the reverse of its own, the one that had merged last before it, at most 90 days ago. Looked for
 * among the changes themselves and among those that the database has.
 */
export async function findInverses(
  database: Database,
  repositoryId: number,
  changes: readonly { change: LandedChange; diff: Diff }[],
): Promise<Map<string, string>> {
  const wanted = new Set(changes.flatMap(({ diff }) => diff.ids?.inverse ?? []));
  const stored = await rows(
    database,
    Earlier,
    Prisma.sql`select patch_id, merge_sha, merged_at from change
      where repository_id = ${repositoryId} and patch_id = any(${[...wanted]}::text[])
        and merge_sha is not null and merged_at is not null`,
  );
  const told = changes.flatMap(({ change: { sha, landed }, diff: { ids } }) =>
    ids === undefined || !wanted.has(ids.id)
      ? []
      : { patch_id: ids.id, merge_sha: sha, merged_at: landed.committedAt },
  );
  const latestFirst = [...stored, ...told].sort(
    (a, b) => b.merged_at.getTime() - a.merged_at.getTime(),
  );
  const inverses = new Map<string, string>();
  for (const { change, diff } of changes) {
    const at = change.landed.committedAt.getTime();
    const undone = latestFirst.find(
      ({ patch_id, merged_at }) =>
        patch_id === diff.ids?.inverse &&
        merged_at.getTime() < at &&
        merged_at.getTime() >= at - windowMs,
    );
    if (undone !== undefined) inverses.set(change.sha, undone.merge_sha);
  }
  return inverses;
}
