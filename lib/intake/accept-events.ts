import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { storableJson, storableText } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import { canonicalJson } from '@/lib/domain/canonical';
import { type LedgerEvent, PostedEvent } from '@/lib/domain/event';
import { type Fault, readAs } from '@/lib/domain/fault';
import { type Sight, sees } from '@/lib/domain/sight';
import { inParts } from '@/lib/intake/in-parts';
import { impossibleMoment } from '@/lib/intake/moments';
import type { Posted } from '@/lib/intake/read-posted';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { repositoryNames } from '@/lib/ledger/renames';
import { log } from '@/lib/log';
import { isCdEvent, readCdEvent } from '@/lib/sources/cdevents';
import type { Reading } from '@/lib/sources/source';

/** What came of one posted event. Accepted means committed. */
export type Outcome =
  | { result: 'accepted' | 'duplicate' }
  | { result: 'ignored'; reason: string }
  | ({ result: 'rejected' } & Fault);

/** An event with what makes its repetition recognisable within its repository. */
interface Identified {
  event: LedgerEvent;
  eventId: string;
  /** Unique over all repositories. */
  key: string;
}

/**
 * Applies what was posted, each event for itself: a bad one, or one of a repository that is not seen, is
 * rejected and harms no other.
 */
export async function acceptEvents(
  database: PrismaClient,
  posted: readonly Posted[],
  receivedAt: Date,
  sight: Sight = 'all',
): Promise<Outcome[]> {
  const read = posted.map((one) => readEvents(one, receivedAt, sight));
  const firsts = new Map<string, Identified>();
  for (const one of read.flatMap(({ events = [] }) => events)) {
    if (!firsts.has(one.key)) firsts.set(one.key, one);
  }
  const outcomes = await applyNew(database, [...firsts.values()], receivedAt);
  const outcomeOf = (one: Identified): Outcome => {
    const outcome = outcomes.get(one.key) ?? { result: 'duplicate' };
    const repeated = firsts.get(one.key) !== one && outcome.result === 'accepted';
    return repeated ? { result: 'duplicate' } : outcome;
  };
  return read.map(({ events, outcome }) => outcome ?? worstOf(events.map(outcomeOf)));
}

/** What a post comes to that told several events: what went wrong first, else what is new. */
function worstOf(outcomes: readonly Outcome[]): Outcome {
  const by = (result: Outcome['result']) => outcomes.find((one) => one.result === result);
  return by('rejected') ?? by('accepted') ?? by('duplicate') ?? { result: 'duplicate' };
}

type Read = { events: Identified[]; outcome?: never } | { outcome: Outcome; events?: never };

function readEvents(posted: Posted, receivedAt: Date, sight: Sight): Read {
  const { events, fault, ignored } = told(posted, receivedAt);
  if (fault !== undefined) return { outcome: { result: 'rejected', ...fault } };
  if (ignored !== undefined) return { outcome: { result: 'ignored', reason: ignored } };
  const unseen = events.find(({ repository }) => !sees(sight, repository));
  if (unseen !== undefined) {
    const reason = `is ${unseen.repository}, which this token may not post to`;
    return { outcome: { result: 'rejected', path: 'repository', reason } };
  }
  const impossible = events.map((event) => impossibleMoment(event, receivedAt)).find((one) => one);
  if (impossible !== undefined) return { outcome: { result: 'rejected', ...impossible } };
  return { events: events.map(identify) };
}

/** One of our own events, or a CloudEvent that holds a CDEvent. */
function told(posted: Posted, receivedAt: Date): Reading {
  if (posted.unreadable !== undefined) {
    return { fault: { path: '', reason: `is ${posted.unreadable}` } };
  }
  if (isCdEvent(posted.value)) return readCdEvent(posted.value, receivedAt.toISOString(), []);
  const { value: event, fault } = readAs(PostedEvent, posted.value);
  return fault ? { fault } : { events: [event] };
}

function identify(event: LedgerEvent): Identified {
  const eventId =
    event.id === undefined
      ? `sha256:${createHash('sha256').update(canonicalJson(event)).digest('hex')}`
      : storableText(`id:${event.id}`);
  return { event, eventId, key: `${event.repository} ${eventId}` };
}

/** Somebody else committed one of the same events between our looking and our writing. */
class Overtaken extends Error {}

/** What came of the events that were not accepted before, by key; those that were are left out. */
async function applyNew(
  database: PrismaClient,
  events: readonly Identified[],
  receivedAt: Date,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const work = async (part: readonly Identified[]): Promise<void> => {
    const known = await findAccepted(database, part);
    const fresh = part.filter(({ key }) => !known.has(key));
    if (fresh.length === 0) return;
    try {
      await applyBatch(
        database,
        fresh.map(({ event }) => event),
        { rank: 'api', heardAt: () => receivedAt, within: (tx) => noteAccepted(tx, fresh) },
      );
    } catch (error) {
      if (error instanceof Overtaken) return work(part);
      throw error;
    }
    for (const { key } of fresh) outcomes.set(key, { result: 'accepted' });
  };
  await inParts(events, work, ({ key }, error) => {
    log().error({ err: error }, 'a posted event could not be applied');
    const reason = 'could not be applied: the log of the server says why';
    outcomes.set(key, { result: 'rejected', path: '', reason });
  });
  return outcomes;
}

async function findAccepted(
  database: PrismaClient,
  events: readonly Identified[],
): Promise<Set<string>> {
  const known = await rows(
    database,
    z.object({ name: z.string(), event_id: z.string() }),
    Prisma.sql`
      select r.name, a.event_id from ${table(events)}
      join ${repositoryNames} as r on r.name = t.repository
      join accepted_event a on a.repository_id = r.id and a.event_id = t.event_id`,
  );
  return new Set(known.map(({ name, event_id }) => `${name} ${event_id}`));
}

async function noteAccepted(
  tx: Prisma.TransactionClient,
  events: readonly Identified[],
): Promise<void> {
  const noted = await tx.$executeRaw`
    insert into accepted_event (repository_id, event_id, event)
    select r.id, t.event_id, t.event::json
    from unnest(${events.map(({ event }) => event.repository)}::text[],
      ${events.map(({ eventId }) => eventId)}::text[],
      ${events.map(({ event }) => storableJson(event))}::text[]) as t(repository, event_id, event)
    join ${repositoryNames} as r on r.name = t.repository
    on conflict do nothing`;
  if (noted !== events.length) throw new Overtaken();
}

function table(events: readonly Identified[]): Prisma.Sql {
  const repositories = events.map(({ event }) => event.repository);
  const ids = events.map(({ eventId }) => eventId);
  return Prisma.sql`unnest(${repositories}::text[], ${ids}::text[]) as t(repository, event_id)`;
}
