import * as z from 'zod/mini';
import { type BackfillHost, openBackfill, runBackfill } from '@/lib/backfill/run-backfill';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { log } from '@/lib/log';

const Read = z.object({
  repository: z.string(),
  host: z.enum(['github', 'gitlab']),
  api: z.nullable(z.string()),
});

/**
 * Asks hosts for what changed since their histories were read, so that what their webhooks lost is found:
 * of every repository that was read once, where a token is at hand. One that fails is logged and passed by.
 * @returns how many deliveries were not known.
 */
export async function reconcile(
  database: PrismaClient,
  tokens: Readonly<Partial<Record<BackfillHost, string>>>,
): Promise<number> {
  const read = await rows(
    database,
    Read,
    Prisma.sql`
      select b.repository, s.kind as host, b.api from backfill b join source s on s.id = b.source
      where b.state in ('done', 'failed') and s.kind in ('github', 'gitlab')
      order by b.updated_at`,
  );
  let found = 0;
  for (const { repository, host, api } of read) {
    const token = tokens[host];
    if (token === undefined) continue;
    try {
      const request = { host, repository, token, ...(api === null ? {} : { api }) };
      const { fresh } = await runBackfill(database, await openBackfill(request), () => {});
      found += fresh;
    } catch (error) {
      log().warn({ err: error, repository }, 'a repository could not be compared with its host');
    }
  }
  return found;
}
