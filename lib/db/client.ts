import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/lib/db/generated/client';

/** What a query runs on: the client itself, or the transaction that it is part of. */
export type Database = PrismaClient | Prisma.TransactionClient;

/**
 * A Prisma client on its own pool of connections. Close it with `$disconnect()`.
 * @param schema where its tables are; those that this schema lacks are found in `public`.
 */
export function connect(url: string, connections = 10, schema = 'public'): PrismaClient {
  const pool = { connectionString: url, max: connections };
  const adapter =
    schema === 'public'
      ? new PrismaPg(pool)
      : new PrismaPg({ ...pool, options: `-c search_path=${schema},public` }, { schema });
  return new PrismaClient({ adapter });
}
