import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/lib/db/generated/client';

/** What a query runs on: the client itself, or the transaction that it is part of. */
export type Database = PrismaClient | Prisma.TransactionClient;

/** A Prisma client on its own pool of connections. Close it with `$disconnect()`. */
export function connect(url: string, connections = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: connections }),
  });
}
