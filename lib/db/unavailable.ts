import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';

/** Prisma's codes for: not reachable, not let in, timed out, gone, too busy. None is about the data. */
const codes = new Set([
  ...['P1000', 'P1001', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017', 'P1018'],
  ...['P2024', 'P2028', 'P2034', 'P2037'],
]);
const kinds = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
  'TransactionAlreadyClosed',
  'TransactionWriteConflict',
]);
/** SQLSTATE classes: connection, read-only or aborted transaction, resources, operator, system. */
const classes = /^(08|25|53|57|58)/;
/** What the driver says without any code. */
const words =
  /connection terminated|timeout exceeded when trying to connect|client has encountered/i;

const DriverCause = z.object({
  driverAdapterError: z.object({
    cause: z.object({
      kind: z.optional(z.string()),
      code: z.optional(z.string()),
      originalCode: z.optional(z.string()),
    }),
  }),
});

/** Whether a query failed for the state of the database, not for its data: the same may pass later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (codes.has(error.code)) return true;
    const { data } = z.safeParse(DriverCause, error.meta);
    const cause = data?.driverAdapterError.cause;
    if (cause !== undefined) {
      return (
        kinds.has(cause.kind ?? '') ||
        classes.test(cause.originalCode ?? cause.code ?? '') ||
        words.test(error.message)
      );
    }
  }
  return words.test(error.message);
}
