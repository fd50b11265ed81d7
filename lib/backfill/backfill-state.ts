import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { storableText } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import { Problem } from '@/lib/problem';

/** The namespace of the advisory locks that backfills hold while they run. */
const backfillLock = 4_206_005;
/** The longest that a timer can wait, 24 days: a backfill ends when it ends. */
const noTimeoutMs = 2 ** 31 - 1;

/** Where one kind of thing goes on. */
const Walked = z.object({ cursor: z.unknown(), ended: z.boolean() });
export type Walked = z.output<typeof Walked>;

/** How far a backfill has come. */
const BackfillState = z.object({
  id: z.int(),
  /** What was updated from this day on; null for all. */
  since: z.nullable(z.string()),
  cursors: z.record(z.string(), Walked),
  state: z.enum(['running', 'waiting', 'done', 'failed']),
  done: z.int(),
  total: z.int(),
});
export type BackfillState = z.output<typeof BackfillState>;

/** Whose backfill: of one repository, under one source. */
export interface BackfillKey {
  source: string;
  repository: string;
}

/** The backfill of a repository, which is made known where it is not. */
export async function findBackfill(
  database: Database,
  { source, repository }: BackfillKey,
): Promise<BackfillState> {
  await database.$executeRaw`
    insert into backfill (source, repository, state) values (${source}, ${repository}, 'running')
    on conflict (source, repository) do nothing`;
  const [found] = await rows(
    database,
    BackfillState,
    Prisma.sql`select id, since, cursors, state, done, total from backfill
      where source = ${source} and repository = ${repository}`,
  );
  if (found === undefined) throw new Problem(`${repository} was removed just now: start again.`);
  return found;
}

/**
 * Runs a backfill while no other of the same repository does; throws a Problem where one does. The lock
 * is the transaction's, so it ends with whoever holds it, however that ends.
 */
export async function withBackfillLock<Result>(
  database: PrismaClient,
  { id, repository }: { id: number; repository: string },
  run: () => Promise<Result>,
): Promise<Result> {
  return database.$transaction(
    async (lock) => {
      const [answer] = await rows(
        lock,
        z.object({ locked: z.boolean() }),
        Prisma.sql`
        select pg_try_advisory_xact_lock(${backfillLock}::int, ${id}::int) as locked`,
      );
      if (!answer?.locked) {
        throw new Problem(
          `A backfill of ${repository} is running already: wait until it has finished.`,
        );
      }
      return run();
    },
    { timeout: noTimeoutMs, maxWait: 60_000 },
  );
}

/** Notes that a backfill begins or goes on, from where, and at which API. */
export async function noteBegin(
  database: Database,
  { id, since, cursors, done, total }: Omit<BackfillState, 'state'>,
  api: string | null,
): Promise<void> {
  await database.$executeRaw`
    update backfill set since = ${since}, api = ${api}, cursors = ${JSON.stringify(cursors)}::jsonb,
      done = ${done}, total = ${total}, state = 'running', error = null, started_at = now(),
      updated_at = now(), finished_at = null
    where id = ${id}`;
}

/** Moves one kind's cursor on, as part of the transaction that stores what was read up to there. */
export async function noteStep(
  tx: Database,
  id: number,
  name: string,
  walked: Walked,
  things: number,
): Promise<void> {
  await tx.$executeRaw`
    update backfill set
      cursors = cursors || jsonb_build_object(${name}::text, ${JSON.stringify(walked)}::jsonb),
      done = done + ${things}, total = greatest(total, done + ${things}), updated_at = now()
    where id = ${id}`;
}

/** Notes whether a backfill waits for its host's rate limit. */
export async function noteWaiting(database: Database, id: number, waits: boolean): Promise<void> {
  await database.$executeRaw`
    update backfill set state = ${waits ? 'waiting' : 'running'}, updated_at = now()
    where id = ${id}`;
}

/** Notes how a backfill ended: in an error's words, or well, with all that there is. */
export async function noteEnd(database: Database, id: number, error: string | null): Promise<void> {
  const words = error === null ? null : storableText(error);
  await database.$executeRaw`
    update backfill set state = ${error === null ? 'done' : 'failed'}, error = ${words},
      total = case when ${error === null} then done else total end, updated_at = now(),
      finished_at = now()
    where id = ${id}`;
}
