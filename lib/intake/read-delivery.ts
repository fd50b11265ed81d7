import * as z from 'zod/mini';
import type { ConfiguredSource } from '@/lib/access/configured-sources';
import { storableJson } from '@/lib/db/json';
import { LedgerEvent } from '@/lib/domain/event';
import { type Fault, readAs } from '@/lib/domain/fault';
import { impossibleMoment } from '@/lib/intake/moments';
import { log } from '@/lib/log';
import { SourceKind, sources } from '@/lib/sources/registry';
import { type Reading, type Source, VerifiedDelivery } from '@/lib/sources/source';

interface Stored {
  receivedAt: Date;
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * What a stored delivery means, as far as its source may tell of it. Pure but for the log, and never
 * throws: what cannot be read is a fault.
 * @param source the one that it came from; undefined where it was removed since.
 */
export function readDelivery(
  source: Pick<ConfiguredSource, 'kind' | 'repositories'> | undefined,
  { receivedAt, headers, body }: Stored,
): { events: LedgerEvent[]; ignored?: string | undefined; fault?: never } | { fault: Fault } {
  const { data: kind } = SourceKind.safeParse(source?.kind);
  if (source === undefined || kind === undefined) {
    return { fault: { path: '', reason: 'came from a source that is no longer set up' } };
  }
  const delivery = new VerifiedDelivery(headers, new Uint8Array(body), receivedAt);
  const reading = readSafely(sources[kind], delivery, source.repositories);
  if (reading.fault) return reading;
  const { events, ignored } = reading;
  const fault = events.map((event) => impossibleMoment(event, receivedAt)).find((one) => one);
  if (fault !== undefined) return { fault };
  const own = events.filter(
    ({ repository }) =>
      source.repositories.length === 0 || source.repositories.includes(repository),
  );
  if (own.length === 0 && events.length > 0) {
    const [first] = events;
    return { events: [], ignored: `${first?.repository} is not one of this source’s repositories` };
  }
  return { events: own, ignored };
}

function readSafely(
  source: Source,
  delivery: VerifiedDelivery,
  repositories: readonly string[],
): Reading {
  try {
    return storable(source.read(delivery, repositories));
  } catch (error) {
    log().error({ err: error }, 'a delivery could not be read');
    return { fault: { path: '', reason: 'cannot be read: the log says why' } };
  }
}

/** As JSON writes what PostgreSQL takes for no text: NUL, and half of a letter. */
const unstorable = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** A reading whose events can be looked for and stored alike, whatever their senders put into their texts. */
function storable(reading: Reading): Reading {
  if (reading.fault || !unstorable.test(JSON.stringify(reading.events))) return reading;
  const told: unknown = JSON.parse(storableJson(reading.events));
  const { value, fault } = readAs(z.array(LedgerEvent), told);
  return fault ? { fault } : { events: value, ignored: reading.ignored };
}
