import { createHash } from 'node:crypto';
import { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import * as z from 'zod/mini';
import { env } from '@/lib/env';
import { Failure } from '@/lib/http/failure';

/** How many of what, within how many seconds. */
const policies = {
  /** Attempts to sign in or to use a one-time link, by address and by account. */
  'sign-in-address': { points: 60, duration: 300 },
  'sign-in-account': { points: 10, duration: 300 },
  /** Requests to routes that are open to anyone, by address. */
  open: { points: 600, duration: 60 },
  /** Requests that carry no valid proof, by address. */
  refused: { points: 300, duration: 60 },
  person: { points: 3_000, duration: 60 },
  token: { points: 12_000, duration: 60 },
  /** Readers of a server that is open to read, by address. */
  address: { points: 6_000, duration: 60 },
  /** Pages, with what browsers load ahead of a click, by session and by address. */
  'page-session': { points: 3_000, duration: 60 },
  'page-address': { points: 6_000, duration: 60 },
} as const satisfies Record<string, { points: number; duration: number }>;
export type Policy = keyof typeof policies;
const policyNames: readonly Policy[] = [
  'sign-in-address',
  'sign-in-account',
  'open',
  'refused',
  'person',
  'token',
  'address',
  'page-session',
  'page-address',
];

declare global {
  /** Next loads routes as separate bundles; only the global object is shared by them. */
  var aftermergeLimits: Map<Policy, RateLimiterPostgres> | undefined;
}

/** A key for what was typed or must be kept nowhere: as long as a key may be, whatever it is made of. */
export const keyOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/**
 * Counts one more against a limit, over all processes of the database.
 * @throws Failure 429 with Retry-After where it is reached. Whoever goes on then is refused from memory.
 */
export async function limit(policy: Policy, key: string): Promise<void> {
  const refused = await counted(policy, key);
  if (refused !== undefined) throw tooMany(refused.msBeforeNext);
}

/** Who is over a limit of those that are not waited for, and until when. */
const over = new Map<string, number>();

/**
 * The same for what shall not wait for the database: whoever has reached the limit is refused from their
 * next request on, in every process that they ask.
 */
export function limitFromNext(policy: Policy, key: string): void {
  const name = `${policy} ${key}`;
  const waitMs = (over.get(name) ?? 0) - Date.now();
  if (waitMs > 0) throw tooMany(waitMs);
  over.delete(name);
  counted(policy, key).then(
    (refused) => {
      if (refused !== undefined) over.set(name, Date.now() + refused.msBeforeNext);
    },
    // Whatever is asked for will say that there is no database.
    () => {},
  );
}

/** Counts one more; answers with what is left to wait where the limit was reached. */
async function counted(policy: Policy, key: string): Promise<Refusal | undefined> {
  globalThis.aftermergeLimits ??= limitersOn(env().DATABASE_URL);
  const limiter = globalThis.aftermergeLimits.get(policy);
  return limiter?.consume(key).then(() => undefined, readRefusal);
}

function tooMany(waitMs: number): Failure {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Failure('too-many', `Too many requests: try again in ${seconds} seconds.`, undefined, {
    'retry-after': String(seconds),
  });
}

/** One limiter for each policy, all on one small pool of connections. */
function limitersOn(url: string | undefined): Map<Policy, RateLimiterPostgres> {
  const storeClient = new Pool({ connectionString: url, max: 4 });
  // A connection that breaks while idle is made anew by the next query.
  storeClient.on('error', () => {});
  const limiterOf = (name: Policy) =>
    new RateLimiterPostgres({
      storeClient,
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      ...policies[name],
      inMemoryBlockOnConsumed: policies[name].points + 1,
    });
  return new Map(policyNames.map((name) => [name, limiterOf(name)]));
}

const Refusal = z.object({ msBeforeNext: z.number() });
type Refusal = z.output<typeof Refusal>;

/**
 * The limiter rejects with what is left to wait, or with the database's own error. Of which class that is
 * tells nothing: another bundle may have made the limiter, by a copy of its own.
 */
function readRefusal(reason: unknown): Refusal {
  const { data } = Refusal.safeParse(reason);
  if (data === undefined) throw reason;
  return data;
}
