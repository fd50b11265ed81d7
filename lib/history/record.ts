import * as z from 'zod/mini';
import type { ImportStatus } from '@/lib/api/imports';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { loadSummaries } from '@/lib/history/summary';
import { importLock } from '@/lib/ledger/locked-repository';
import { Problem } from '@/lib/problem';

/** The longest that a timer can wait, 24 days: an import ends when it ends. */
const noTimeoutMs = 2 ** 31 - 1;

/** An import of the repository runs already. */
export class ImportRuns extends Problem {}

const Id = z.object({ id: z.int() });

/** The id of the repository of a name, which is made known where it is not. */
export async function repositoryId(database: Database, name: string): Promise<number> {
  await database.$executeRaw`
    insert into repository (name) values (${name}) on conflict (name) do nothing`;
  const [found] = await rows(
    database,
    Id,
    Prisma.sql`select id from repository where name = ${name}`,
  );
  if (found === undefined) throw new Problem(`${name} was removed just now: import again.`);
  return found.id;
}

/**
 * Runs an import while no other of the same repository does; throws ImportRuns where one does. The
 * lock is the transaction's, so it ends with whoever holds it, however that ends.
 */
export async function withImportLock<Result>(
  database: PrismaClient,
  repository: { id: number; name: string },
  run: () => Promise<Result>,
): Promise<Result> {
  return database.$transaction(
    async (lock) => {
      const [answer] = await rows(
        lock,
        z.object({ locked: z.boolean() }),
        Prisma.sql`
        select pg_try_advisory_xact_lock(${importLock}::int, ${repository.id}::int) as locked`,
      );
      if (!answer?.locked) {
        throw new ImportRuns(
          `An import of ${repository.name} is running already: wait until it has finished.`,
        );
      }
      return run();
    },
    { timeout: noTimeoutMs, maxWait: 60_000 },
  );
}

/** How far an import has come before, and of what. */
export const Standing = z.object({
  path: z.string(),
  branch: z.string(),
  since: z.nullable(z.string()),
  cursor: z.nullable(z.string()),
  done: z.int(),
  /** The newest commit of the branch up to which fixes are traced. */
  traced: z.nullable(z.string()),
});
export type Standing = z.output<typeof Standing>;

export async function findStanding(database: Database, id: number): Promise<Standing | undefined> {
  const [found] = await rows(
    database,
    Standing,
    Prisma.sql`select path, branch, since, cursor, done, traced from history_import
      where repository_id = ${id}`,
  );
  return found;
}

/** Notes that an import begins, and from where. */
export async function noteStart(
  database: Database,
  id: number,
  { path, branch, since, cursor, done, traced }: Standing,
  total: number,
): Promise<void> {
  await database.$executeRaw`
    insert into history_import
      (repository_id, path, branch, since, cursor, done, traced, total, state)
    values (${id}, ${path}, ${branch}, ${since}, ${cursor}, ${done}, ${traced}, ${total}, 'running')
    on conflict (repository_id) do update set
      path = excluded.path, branch = excluded.branch, since = excluded.since,
      cursor = excluded.cursor, done = excluded.done, traced = excluded.traced,
      notes = case when excluded.cursor is not null then history_import.notes end,
      total = excluded.total,
      state = 'running', error = null, started_at = now(), finished_at = null`;
}

/** Moves the cursor on, only from where this import left it. */
export async function noteApplied(
  tx: Database,
  id: number,
  from: string | null,
  to: string,
  landings: number,
): Promise<void> {
  const moved = await tx.$executeRaw`
    update history_import set cursor = ${to}, done = done + ${landings}
    where repository_id = ${id} and cursor is not distinct from ${from}`;
  if (moved !== 1) throw new ImportRuns('Another import of this repository has taken over.');
}

/** Moves on how far fixes are traced, only from where this import left it. */
export async function noteTraced(
  tx: Database,
  id: number,
  from: string | null,
  to: string,
): Promise<void> {
  const moved = await tx.$executeRaw`
    update history_import set traced = ${to}
    where repository_id = ${id} and traced is not distinct from ${from}`;
  if (moved !== 1) throw new ImportRuns('Another import of this repository has taken over.');
}

const Read = z.object({ notes: z.nullable(z.string()) });

/** The state in which attestations were read last. */
export async function findNotes(database: Database, id: number): Promise<string | null> {
  const [found] = await rows(
    database,
    Read,
    Prisma.sql`select notes from history_import where repository_id = ${id}`,
  );
  return found?.notes ?? null;
}

export async function noteNotes(database: Database, id: number, notes: string): Promise<void> {
  await database.$executeRaw`
    update history_import set notes = ${notes} where repository_id = ${id}`;
}

/** Notes how an import ended: in an error's words, or well. */
export async function noteEnd(database: Database, id: number, error: string | null): Promise<void> {
  await database.$executeRaw`
    update history_import set finished_at = now(), error = ${error},
      state = ${error === null ? 'done' : 'failed'}
    where repository_id = ${id}`;
}

const Listed = z.object({
  repository_id: z.int(),
  name: z.string(),
  path: z.string(),
  branch: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  done: z.int(),
  total: z.int(),
  error: z.nullable(z.string()),
  started_at: z.date(),
  finished_at: z.nullable(z.date()),
});

/** The imports that run or ran, newest first. One whose process died is told as failed. */
export async function listImports(database: Database): Promise<ImportStatus[]> {
  const listed = await rows(
    database,
    Listed,
    Prisma.sql`
    with lock as (
      select objid::int as repository_id from pg_locks
      where locktype = 'advisory' and classid::int = ${importLock}::int and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database()))
    select h.repository_id, r.name, h.path, h.branch, h.done, h.total, h.started_at, h.finished_at,
      case when h.state = 'running' and l.repository_id is null then 'failed' else h.state end
        as state,
      case when h.state = 'running' and l.repository_id is null
        then 'The import was interrupted: start it again, and it goes on where it stopped.'
        else h.error end as error
    from history_import h join repository r on r.id = h.repository_id
      left join lock l on l.repository_id = h.repository_id
    order by h.started_at desc, h.repository_id desc`,
  );
  const summaries = await loadSummaries(
    database,
    listed.map(({ repository_id }) => repository_id),
  );
  return listed.flatMap(({ repository_id, name, started_at, finished_at, ...rest }) => {
    const summary = summaries.get(repository_id);
    if (summary === undefined) return [];
    return {
      repository: name,
      ...rest,
      startedAt: started_at.toISOString(),
      finishedAt: finished_at?.toISOString() ?? null,
      summary,
    };
  });
}
