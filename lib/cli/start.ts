import { resolve } from 'node:path';
import { linkPath, makeLink } from '@/lib/access/one-time-links';
import { buildIfStale } from '@/lib/cli/build';
import { interruption, orInterrupted, runCommand } from '@/lib/cli/run-command';
import { type Address, claimAddress, startWebServer, urlOf } from '@/lib/cli/web-server';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { applyMigrations } from '@/lib/db/migrations';
import { type OpenDatabase, openDatabase } from '@/lib/db/open-database';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';
import { startWork, workConnections } from '@/lib/worker/work';

const say = (line: string) => console.log(line);

/** Builds what is stale, starts database and web server, and stops both when asked to end. */
async function start(): Promise<void> {
  const interrupted = interruption();
  const { DATABASE_URL, HOST, PORT, AFTERMERGE_DATA } = env();
  if (process.getuid?.() === 0) say('Running as root, which works; a user of its own is safer.');
  const address = await claimAddress({ host: HOST, port: PORT });
  await orInterrupted(interrupted, buildIfStale(say));
  const dataFolder = resolve(AFTERMERGE_DATA);
  say(DATABASE_URL ? 'Connecting to the database …' : `Starting the database in ${dataFolder} …`);
  const server = await openDatabase({ databaseUrl: DATABASE_URL, dataFolder, report: say });
  try {
    const migrations = await applyMigrations(server.url);
    if (migrations.length > 0) say(`Applied ${migrations.length} migrations.`);
    await serve(server, address, dataFolder, interrupted);
  } finally {
    await server.release();
  }
}

/** Returns once interrupted; throws when the web server or the database ends by itself. */
async function serve(
  server: OpenDatabase,
  address: Address,
  dataFolder: string,
  interrupted: Promise<unknown>,
): Promise<void> {
  const web = await startWebServer(address, {
    DATABASE_URL: server.url,
    AFTERMERGE_DATA: dataFolder,
  });
  const prisma = connect(server.url, workConnections);
  const stopWork = env().AFTERMERGE_WORKER === 'apart' ? nothing : startWork(prisma, server.url);
  try {
    say(`Aftermerge is ready: ${env().AFTERMERGE_URL ?? urlOf(address)}`);
    await sayFirstLink(prisma, env().AFTERMERGE_URL ?? urlOf(address));
    await Promise.race([interrupted, failure(web.ended, server.lost)]);
    say('Stopping …');
  } finally {
    await Promise.all([web.stop(env().AFTERMERGE_DRAIN_SECONDS), stopWork()]);
    await prisma.$disconnect();
  }
}

/** Until there is an administrator, every start prints a new link that makes one. */
async function sayFirstLink(prisma: PrismaClient, url: string): Promise<void> {
  if ((await prisma.user.count()) > 0) return;
  const draft = { purpose: 'first', role: 'admin', madeBy: 'npm start' } as const;
  const key = await makeLink(prisma, draft, new Date());
  say('Nobody can sign in yet. This address makes the first administrator, once, within a day:');
  say(`${url}${linkPath(key)}`);
}

/** The work is done by `npm run worker`. */
const nothing = async () => {};

async function failure(webEnded: Promise<string>, databaseLost: Promise<void>): Promise<never> {
  const what = await Promise.race([
    webEnded.then((how) => `The web server ended by itself (${how})`),
    databaseLost.then(() => 'The database ended by itself'),
  ]);
  throw new Problem(`${what}. Everything was stopped; run npm start again.`);
}

await runCommand(start);
