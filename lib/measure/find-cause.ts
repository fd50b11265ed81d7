import * as z from 'zod/mini';
import type { LinkRequest } from '@/lib/api/link';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';

/** What can be named as the cause of a regression: a report is made, not named. */
export type NamedCause = Exclude<LinkRequest['causeType'], 'report'>;

/** What a person names as the cause of a regression of a merged change. */
export interface Naming {
  repository: string;
  changeKey: string;
  mergedAt: Date;
  causeType: NamedCause;
  cause: string;
}

const Candidate = z.object({ key: z.string(), at: z.nullable(z.date()) });

/** Whoever names something by less than this means anything. */
const shortestSha = 7;

/**
 * What a person means by a cause that they name: a change by `#12`, its number, its sha or the start of
 * it, or its address; an incident by its key or address; a deployment by its key, sha or address.
 * @returns its key, or in words why it can be none; undefined where nothing is known by that name.
 */
export async function findCause(
  database: Database,
  { repository, changeKey, mergedAt, causeType, cause }: Naming,
): Promise<{ key: string } | { refused: string } | undefined> {
  const [found, another] = await rows(
    database,
    Candidate,
    Prisma.sql`
    select distinct o.key, o.at from repository r
    join lateral (${searches[causeType](cause)}) as o on true
    where r.name = ${repository} limit 2`,
  );
  if (found === undefined) return undefined;
  if (another !== undefined) return { refused: `“${cause}” names several; give more of it.` };
  if (causeType === 'change' && found.key === changeKey) {
    return { refused: 'A change cannot undo or repair itself.' };
  }
  if (found.at === null) return { refused: `The ${causeType} “${cause}” has not happened yet.` };
  if (found.at < mergedAt) {
    return { refused: `The ${causeType} “${cause}” came before this change.` };
  }
  return { key: found.key };
}

const searches: Record<NamedCause, (cause: string) => Prisma.Sql> = {
  incident: (cause) => Prisma.sql`
    select key, opened_at as at from incident where repository_id = r.id
      and (lower(key) = lower(${cause}) or url = ${cause})`,
  change: (cause) => {
    const number = /^(?:.*\/|[#!])?(\d{1,9})$/.exec(cause)?.[1];
    const named =
      number === undefined
        ? Prisma.sql`(url = ${cause} or ${startsWith(Prisma.sql`merge_sha`, cause)} or key in (
            select m.change_key from change_commit m
            where m.repository_id = r.id and ${startsWith(Prisma.sql`m.sha`, cause)}))`
        : Prisma.sql`(number = ${Number(number)}::int or ${startsWith(Prisma.sql`merge_sha`, cause)})`;
    return Prisma.sql`
      select key, merged_at as at from change
      where repository_id = r.id and absorbed_by is null and ${named}`;
  },
  deployment: (cause) => Prisma.sql`
    select key, finished_at as at from deployment where repository_id = r.id
      and (key = ${cause} or url = ${cause} or ${startsWith(Prisma.sql`sha`, cause)})`,
};

/** Whether a column holds a sha that starts so; never where no sha is written so. */
function startsWith(column: Prisma.Sql, start: string): Prisma.Sql {
  const sha = start.toLowerCase();
  if (sha.length < shortestSha || !/^[0-9a-f]+$/.test(sha)) return Prisma.sql`false`;
  // What follows the last hexadecimal digit: a range that an index serves.
  return Prisma.sql`(${column} >= ${sha} and ${column} < ${`${sha}g`})`;
}

/** When a change was merged: null where it was not, undefined where there is no such change. */
export async function mergeOf(
  database: Database,
  { repository, key }: { repository: string; key: string },
): Promise<Date | null | undefined> {
  const [found] = await rows(
    database,
    z.object({ merged_at: z.nullable(z.date()) }),
    Prisma.sql`
    select c.merged_at from change c join repository r on r.id = c.repository_id
    where r.name = ${repository} and c.key = ${key}`,
  );
  return found?.merged_at;
}
