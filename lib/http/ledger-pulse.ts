import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ledgerChannel } from '@/lib/db/ledger-channel';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

const againMs = 2_000;

/** Hears from PostgreSQL that the ledger has changed, whoever changed it. */
interface Pulse {
  /** Differs from what it was whenever the ledger may have changed in between. */
  beat: string;
}

declare global {
  /** Next loads routes as separate bundles; only the global object is shared by them. */
  var aftermergePulse: Pulse | undefined;
}

/** A word that changes when the ledger does. Asking costs nothing: the database tells by itself. */
export function ledgerBeat(): string {
  globalThis.aftermergePulse ??= listen();
  return globalThis.aftermergePulse.beat;
}

function listen(): Pulse {
  const pulse = { beat: randomUUID() };
  const connect = () => {
    const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    client.on('notification', () => {
      pulse.beat = randomUUID();
    });
    client.on('error', () => {});
    client.once('end', () => setTimeout(connect, againMs).unref());
    client
      .connect()
      .then(() => client.query(`listen ${ledgerChannel}`))
      // Whatever was told before is not heard any more.
      .then(() => {
        pulse.beat = randomUUID();
      })
      .catch((error: unknown) => {
        log().warn(
          { err: error },
          'pages are not told of news: the database cannot be listened to',
        );
        client.end().catch(() => {});
      });
  };
  connect();
  return pulse;
}
