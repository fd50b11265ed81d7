import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type EmbeddedDatabase, openEmbedded } from '@/lib/db/embedded';
import { findPostmaster } from '@/lib/db/postmaster';
import { childEnvironment } from '@/lib/env';

/** Something that runs again whenever it has ended, as under a service manager. */
export interface Supervised {
  name: string;
  /** Kills it with SIGKILL; false where it did not run. */
  kill(): boolean;
  /** Ends it for good, in order. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const pauseMs = 200;

/** One of the project's own commands. */
export function superviseCommand(
  name: string,
  command: 'start' | 'worker',
  environment: Record<string, string>,
): Supervised {
  let child: ChildProcess | undefined;
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', command], {
        cwd: root,
        env: childEnvironment(environment),
        stdio: 'ignore',
      });
      await once(child, 'exit');
      if (!stopping) await sleep(pauseMs);
    }
  })();
  return {
    name,
    kill: () => child?.exitCode === null && child.signalCode === null && child.kill('SIGKILL'),
    async stop() {
      stopping = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}

/** A durable PostgreSQL of its own, whose URL stays the same. */
export async function superviseDatabase(dataFolder: string): Promise<Supervised & { url: string }> {
  const cluster = join(dataFolder, 'postgres', 'data');
  let database: EmbeddedDatabase = await openEmbedded({ dataFolder });
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort');
  const { url } = database;
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await Promise.race([database.lost, stopped]);
      if (!stopping.signal.aborted) database = await reopened(dataFolder);
    }
  })();
  return {
    name: 'PostgreSQL',
    url,
    kill() {
      const postmaster = findPostmaster(cluster);
      return postmaster !== undefined && process.kill(postmaster.pid, 'SIGKILL');
    },
    async stop() {
      stopping.abort();
      await running;
      await database.release();
    },
  };
}

/** Its children outlive a killed postmaster by a moment, during which it cannot be started. */
async function reopened(dataFolder: string): Promise<EmbeddedDatabase> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openEmbedded({ dataFolder });
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(pauseMs);
    }
  }
}
