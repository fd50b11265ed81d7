import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';

/** The namespace of the advisory locks that make batches of one repository follow each other. */
export const repositoryLock = 4_206_001;
/** The namespace of the advisory locks that imports hold while they run. */
export const importLock = 4_206_003;

const Found = z.object({ id: z.int() });
const FoundOfName = z.extend(Found, { name: z.string() });

/**
 * Does a piece of work on one repository of which nothing else is applied meanwhile.
 * @returns undefined where the repository is not known.
 */
export async function withLockedRepository<Answer>(
  database: PrismaClient,
  name: string,
  work: (tx: Prisma.TransactionClient, repositoryId: number) => Promise<Answer>,
): Promise<Answer | undefined> {
  return database.$transaction(
    async (tx) => {
      const ofName = Prisma.sql`select id from repository where name = ${name}`;
      const [found] = await rows(tx, Found, ofName);
      if (found === undefined) return undefined;
      await tx.$executeRaw`select pg_advisory_xact_lock(${repositoryLock}::int, ${found.id}::int)`;
      // Who had the lock before may have deleted it.
      const [still] = await rows(tx, Found, ofName);
      return still?.id === found.id ? work(tx, found.id) : undefined;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

/**
 * Does a piece of work on several repositories of which nothing else is applied meanwhile. The locks are
 * taken in one order, so that two pieces of work never wait for each other.
 * @param work is given the ids of those that are known, by name.
 */
export async function withLockedRepositories<Answer>(
  database: PrismaClient,
  names: readonly string[],
  work: (tx: Prisma.TransactionClient, ids: ReadonlyMap<string, number>) => Promise<Answer>,
): Promise<Answer> {
  return database.$transaction(
    async (tx) => {
      const ofNames = Prisma.sql`select id, name from repository where name = any(${names}::text[])`;
      const found = await rows(tx, FoundOfName, ofNames);
      await tx.$executeRaw`
        select pg_advisory_xact_lock(${repositoryLock}::int, id)
        from (select unnest(${found.map(({ id }) => id)}::int[]) as id order by 1) as ordered`;
      // Who had a lock before may have deleted its repository.
      const still = await rows(tx, FoundOfName, ofNames);
      const locked = still.filter(({ id }) => found.some((one) => one.id === id));
      return work(tx, new Map(locked.map(({ id, name }) => [name, id])));
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}
