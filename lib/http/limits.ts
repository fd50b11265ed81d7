import { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { Failure } from '@/lib/http/failure';

/** How many of what, within how many seconds. */
const policies = {
  /** Attempts to sign in or to use a one-time link, by address and by account. */
  'sign-in-address': { points: 60, duration: 300 },
  'sign-in-account': { points: 10, duration: 300 },
  /** Requests that carry no valid proof, by address. */
  refused: { points: 300, duration: 60 },
  person: { points: 3_000, duration: 60 },
  token: { points: 12_000, duration: 60 },
  /** Readers of a server that is open to read, by address. */
  address: { points: 6_000, duration: 60 },
} as const satisfies Record<string, { points: number; duration: number }>;
export type Policy = keyof typeof policies;
const policyNames: readonly Policy[] = [
  'sign-in-address',
  'sign-in-account',
  'refused',
  'person',
  'token',
  'address',
];

declare global {
  /** Next loads routes as separate bundles; only the global object is shared by them. */
  var aftermergeLimits: Map<Policy, RateLimiterPostgres> | undefined;
}

/**
 * Counts one more against a limit, over all processes of the database.
 * @throws Failure 429 with Retry-After where it is reached. Whoever goes on then is refused from memory.
 */
export async function limit(policy: Policy, key: string): Promise<void> {
  globalThis.aftermergeLimits ??= limitersOn(env().DATABASE_URL);
  const limiter = globalThis.aftermergeLimits.get(policy);
  const refused = await limiter?.consume(key).then(() => undefined, readRefusal);
  if (refused === undefined) return;
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  throw new Failure('too-many', `Too many requests: try again in ${seconds} seconds.`, undefined, {
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

/** The limiter rejects with what is left to wait, or with the database's own error. */
function readRefusal(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
