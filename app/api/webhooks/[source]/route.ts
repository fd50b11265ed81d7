import { setTimeout as sleep } from 'node:timers/promises';
import { webhookSecrets } from '@/lib/access/source-secrets';
import { readBody } from '@/lib/http/body';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { accept, countRefusal, findOutcome } from '@/lib/intake/accept';
import { applySoon } from '@/lib/intake/apply-soon';
import { SourceKind, sources } from '@/lib/sources/registry';

/** The largest delivery that GitHub makes. */
const limitBytes = 25 * 1024 * 1024;
/** Senders wait a few seconds for an answer; what takes longer is applied after it. */
const patienceMs = 3_000;

/** One door for every provider. What is signed is stored before anything else, and answered 2xx. */
export const POST = route<{ params: Promise<{ source: string }> }>(
  async (request, { params }, line) => {
    const { data: kind } = SourceKind.safeParse((await params).source);
    if (kind === undefined) throw new Failure('not-found', 'No sender of this name is known here.');
    const source = sources[kind];
    const body = await readBody(request, limitBytes);
    const delivery = await source.verify(
      request.headers,
      body,
      await webhookSecrets(database()),
      new Date(),
    );
    if ('refused' in delivery) {
      await countRefusal(database(), kind);
      throw new Failure('unauthorized', delivery.refused);
    }

    const { event } = source.identify(delivery);
    const { duplicate, ...key } = await accept(database(), kind, delivery);
    Object.assign(line, { source: kind, event, delivery: key.id, duplicate });
    if (duplicate) return reply({ accepted: true, duplicate, delivery: key.id, event });

    // Stored is enough to answer well: whatever happens to it now, it will be applied.
    const applied = applySoon(database(), key).then(() => findOutcome(database(), key));
    const outcome = await Promise.race([applied, sleep(patienceMs)]).catch(() => undefined);
    Object.assign(line, outcome);
    return reply({ accepted: true, duplicate, delivery: key.id, event, ...outcome }, 202);
  },
);
