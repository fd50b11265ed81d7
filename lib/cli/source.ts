import {
  addSource,
  endSecretBefore,
  removeSource,
  rotateSecret,
} from '@/lib/access/configured-sources';
import { runCommand } from '@/lib/cli/run-command';
import { readSourceCommand, type SourceCommand, sourceUsage } from '@/lib/cli/source-command';
import { urlOf } from '@/lib/cli/web-server';
import { withDatabase } from '@/lib/cli/with-database';
import type { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';
import { pathOf, sourceHealth } from '@/lib/intake/source-health';
import { Problem } from '@/lib/problem';
import { sources } from '@/lib/sources/registry';

/** Whoever may type commands here is known to the machine, not to us. */
const by = 'npm run source';

const command = readSourceCommand(process.argv.slice(2));
if (command === undefined) {
  console.error(sourceUsage);
  process.exit(2);
}
await runCommand(() => withDatabase((database) => run(database, command)));

async function run(database: PrismaClient, asked: SourceCommand): Promise<void> {
  switch (asked.verb) {
    case 'add': {
      const { label, setup } = sources[asked.kind];
      const { id, secret } = await addSource(database, { ...asked, name: asked.name ?? label }, by);
      console.log(`${label}: ${setup.where}`);
      if (setup.events.length > 0) console.log(`Tick: ${setup.events.join(', ')}.`);
      console.log('The address to post to, and the secret, which is shown this once:');
      console.log(addressOf(id));
      console.log(secret);
      break;
    }
    case 'list':
      await list(database);
      break;
    case 'rotate': {
      const secret = await rotateSecret(database, asked.id, by);
      if (secret === undefined) throw unknownSource(asked.id);
      console.log('The one before is believed until npm run source -- end. The new secret:');
      console.log(secret);
      break;
    }
    case 'end':
      if (!(await endSecretBefore(database, asked.id, by))) {
        throw new Problem(`Source ${asked.id} has no secret before its present one.`);
      }
      console.log(`Source ${asked.id} believes its present secret alone.`);
      break;
    case 'remove':
      if (!(await removeSource(database, asked.id, by))) throw unknownSource(asked.id);
      console.log(`Nothing that source ${asked.id} sends is believed any more.`);
  }
}

/** The public address is not known here: what serves it in front may have another name. */
function addressOf(id: string): string {
  const { HOST, PORT } = env();
  return `${urlOf({ host: HOST, port: PORT })}${pathOf(id)}`;
}

function unknownSource(id: string): Problem {
  return new Problem(`There is no source ${id}: npm run source -- list shows them all.`);
}

async function list(database: PrismaClient): Promise<void> {
  const { sources: configured } = await sourceHealth(database);
  if (configured.length === 0) console.log('There is no source yet: npm run source -- add github');
  for (const { id, kind, name, lastDeliveryAt, dead, silence } of configured) {
    const last = lastDeliveryAt === null ? 'no delivery yet' : `last delivery ${lastDeliveryAt}`;
    const trouble = [silence, dead > 0 ? `${dead} dead` : null].filter((one) => one !== null);
    console.log([`${id}  ${name} (${kind})  ${last}`, ...trouble].join(', '));
  }
}
