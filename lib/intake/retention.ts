import type { PrismaClient } from '@/lib/db/generated/client';

/** When bodies are reduced, every day, in UTC. */
export const reductionTime = { hour: 3, minute: 17 } as const;

/** The next time after a moment that bodies are reduced. */
export function nextReduction(now: Date): Date {
  const { hour, minute } = reductionTime;
  const next = new Date(now);
  next.setUTCHours(hour, minute, 0, 0);
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}

/** Enough for a statement to be worth its while; bodies are large. */
const reducedAtOnce = 2_000;

/**
 * Reduces the bodies of deliveries that are older than so many days to their SHA-256: what was derived
 * from them stays. What still waits to be applied is left.
 * @returns how many were reduced.
 */
export async function reduceBodies(database: PrismaClient, rawDays: number): Promise<number> {
  let reduced = 0;
  for (;;) {
    const count = await database.$executeRaw`
      update delivery d set digest = sha256(d.body), body = null
      from (select source, delivery_id from delivery
        where received_at < now() - make_interval(days => ${rawDays}::int)
          and body is not null and state <> 'pending'
        order by received_at limit ${reducedAtOnce} for update skip locked) as old
      where d.source = old.source and d.delivery_id = old.delivery_id`;
    reduced += count;
    if (count < reducedAtOnce) return reduced;
  }
}
