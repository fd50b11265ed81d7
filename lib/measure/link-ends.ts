import * as z from 'zod/mini';
import type { LinkRequest } from '@/lib/api/link';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';

const Merged = z.object({ merged_at: z.date() });
const Shown = z.object({ key: z.string(), at: z.nullable(z.date()) });

/** What the two ends of a link are, as far as they are known. */
export interface LinkEnds {
  /** When the change that shall have regressed was merged; undefined where no such one is. */
  mergedAt: Date | undefined;
  /** What a person's words for the cause fit, two at most: more than one says too little. */
  causes: z.output<typeof Shown>[];
}

/** Finds the change and the cause that a person wants to link. */
export async function linkEnds(
  database: Database,
  change: { repository: string; key: string },
  { causeType, cause }: Pick<LinkRequest, 'causeType' | 'cause'>,
): Promise<LinkEnds> {
  const within = Prisma.sql`repository_id = (select id from repository where name = ${change.repository})`;
  const [[merged], causes] = await Promise.all([
    rows(
      database,
      Merged,
      Prisma.sql`select merged_at from change
        where ${within} and key = ${change.key} and merged_at is not null`,
    ),
    causeType === 'report'
      ? []
      : rows(database, Shown, Prisma.sql`${finders[causeType](cause, within)} limit 2`),
  ]);
  return { mergedAt: merged?.merged_at, causes };
}

type Finder = (cause: string, within: Prisma.Sql) => Prisma.Sql;

const finders: Record<Exclude<LinkRequest['causeType'], 'report'>, Finder> = {
  change: (cause, within) => {
    const name = cause.replace(/^#/, '').toLowerCase();
    return Prisma.sql`select key, merged_at as at from change
      where ${within} and absorbed_by is null
        and (key = ${name} or url = ${cause} or ${begins(Prisma.sql`merge_sha`, name)})`;
  },
  incident: (cause, within) =>
    Prisma.sql`select key, opened_at as at from incident
      where ${within} and (key = ${cause} or url = ${cause})`,
  deployment: (cause, within) =>
    Prisma.sql`select key, finished_at as at from deployment
      where ${within}
        and (key = ${cause} or url = ${cause} or ${begins(Prisma.sql`sha`, cause.toLowerCase())})`,
};

/** Whether a sha is, or begins with, what may be the beginning of one. */
function begins(sha: Prisma.Sql, text: string): Prisma.Sql {
  return /^[0-9a-f]{7,40}$/.test(text) ? Prisma.sql`${sha} like ${`${text}%`}` : Prisma.sql`false`;
}
