import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { poster } from '@/e2e/bench/requests';
import {
  incidentRepository,
  makeDeliveries,
  type Senders,
  type Sent,
} from '@/e2e/chaos/deliveries';
import { type Supervised, superviseCommand, superviseDatabase } from '@/e2e/chaos/supervised';
import { addSource } from '@/lib/access/configured-sources';
import { buildIfStale } from '@/lib/cli/build';
import { claimAddress, urlOf } from '@/lib/cli/web-server';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { applyMigrations } from '@/lib/db/migrations';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { accept } from '@/lib/intake/accept';
import { applyPending } from '@/lib/intake/claim';
import { contents } from '@/lib/ledger/ledger-contents';
import { Problem } from '@/lib/problem';
import { seededRandom } from '@/lib/sample/random';
import { sources } from '@/lib/sources/registry';
import { VerifiedDelivery } from '@/lib/sources/source';

const count = 20_000;
const kills = 20;
const atOnce = 8;
/** Slow enough for all kills to fall while it sends. */
const aSecond = 500;
const limitMs = 120_000;
const secret = 'the secret of the chaos';

/** What the sender was answered. */
export interface Answered {
  /** Requests by their answer: a status, or `no answer`. */
  answers: Map<string, number>;
  /** What was acknowledged with 2xx, by source and id. */
  acknowledged: Map<string, Sent>;
}

/**
 * Posts 20,000 deliveries while the application, a worker and PostgreSQL are killed and started again, then
 * compares what is stored with what was acknowledged, and what is derived with a run without any kill.
 * @throws {Problem} saying what was lost, doubled or derived otherwise.
 */
export async function chaos(seed: number): Promise<void> {
  await buildIfStale(console.log);
  process.env.AFTERMERGE_SECRET ??= randomUUID();
  const folder = mkdtempSync(join(tmpdir(), 'aftermerge-chaos-'));
  chmodSync(folder, 0o755);
  console.log(`Seed ${seed}: npm run chaos -- ${seed} does the same again.`);
  const postgres = await superviseDatabase(folder);
  try {
    await applyMigrations(postgres.url);
    await storm(postgres, folder, seed);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

async function storm(
  postgres: Awaited<ReturnType<typeof superviseDatabase>>,
  folder: string,
  seed: number,
): Promise<void> {
  const database = connect(postgres.url);
  const address = await claimAddress({ host: '127.0.0.1', port: 0 });
  const environment = {
    DATABASE_URL: postgres.url,
    AFTERMERGE_DATA: folder,
    HOST: address.host,
    PORT: String(address.port),
    LOG_LEVEL: 'silent',
  };
  const senders = await addSenders(database);
  const deliveries = makeDeliveries(senders, count, seed);
  const app = superviseCommand('application', 'start', environment);
  const worker = superviseCommand('worker', 'worker', environment);
  const startedAt = performance.now();
  const inTime = () => performance.now() - startedAt < limitMs;
  try {
    const url = urlOf(address);
    await ready(url);
    const killing = killAtRandom([app, worker, postgres], seed);
    const answered = await send(url, deliveries, inTime);
    const killed = await killing;
    const sentAfter = performance.now() - startedAt;
    await drained(database, inTime);
    tellFigures(answered, killed, sentAfter, performance.now() - startedAt);
    await judge(database, senders, answered);
  } finally {
    await app.stop();
    await worker.stop();
    await database.$disconnect();
  }
}

/** The sources that the deliveries come from. */
export async function addSenders(database: PrismaClient): Promise<Senders> {
  const add = async (kind: string, repositories: string[]) =>
    (await addSource(database, { kind, name: `Chaos ${kind}`, repositories, secret }, 'chaos')).id;
  return {
    github: await add('github', []),
    pagerduty: await add('pagerduty', [incidentRepository]),
    secret,
  };
}

async function ready(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Problem('The application did not answer.');
}

/** Kills one of them after another at random moments; answers with how often each was. */
async function killAtRandom(victims: Supervised[], seed: number): Promise<Map<string, number>> {
  const random = seededRandom(seed + 1);
  const [first, ...others] = victims;
  const killed = new Map<string, number>();
  if (first === undefined) return killed;
  for (let done = 0; done < kills; ) {
    await sleep(random.whole(500, 3_000));
    const victim = random.pick([first, ...others]);
    if (!victim.kill()) continue;
    killed.set(victim.name, (killed.get(victim.name) ?? 0) + 1);
    done += 1;
  }
  return killed;
}

/** Sends each until it is acknowledged or refused for good, as a patient sender does. */
async function send(
  url: string,
  deliveries: readonly Sent[],
  inTime: () => boolean,
): Promise<Answered> {
  const answers = new Map<string, number>();
  const acknowledged = new Map<string, Sent>();
  const { post, close } = poster(url, atOnce);
  const startedAt = performance.now();
  let next = 0;

  const settle = async (one: Sent) => {
    const path = `/api/webhooks/${one.source}`;
    while (inTime()) {
      const status = await post({ path, headers: one.headers, body: one.body }).then(
        (answer) => String(answer.status),
        () => 'no answer',
      );
      answers.set(status, (answers.get(status) ?? 0) + 1);
      if (status.startsWith('2')) {
        if (one.id !== undefined) acknowledged.set(keyOf(one.source, one.id), one);
        return;
      }
      if (one.id === undefined && status === '401') return;
      await sleep(100);
    }
    throw new Problem(`${next} of ${deliveries.length} were sent within ${limitMs / 1000} s.`);
  };

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (;;) {
        const index = next++;
        const one = deliveries[index];
        if (one === undefined) return;
        await sleep(Math.max(0, startedAt + (index * 1000) / aSecond - performance.now()));
        await settle(one);
      }
    }),
  );
  close();
  return { answers, acknowledged };
}

/** What a delivery is told apart by. */
export const keyOf = (source: string, id: string) => `${source} ${id}`;

/** Waits until nothing waits any more. */
export async function drained(database: PrismaClient, inTime: () => boolean): Promise<void> {
  while (inTime()) {
    const pending = await database.delivery
      .count({ where: { state: 'pending' } })
      .catch(() => undefined);
    if (pending === 0) return;
    await sleep(200);
  }
  throw new Problem(`Deliveries still wait after ${limitMs / 1000} s.`);
}

function tellFigures(
  { answers, acknowledged }: Answered,
  killed: ReadonlyMap<string, number>,
  sentMs: number,
  appliedMs: number,
): void {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([name, times]) => `${name} ${times.toLocaleString('en')}`).join(', ');
  const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
  console.log(`Killed: ${list(killed)}.`);
  console.log(`Answers: ${list(answers)}.`);
  console.log(`Acknowledged: ${acknowledged.size.toLocaleString('en')} different deliveries.`);
  console.log(`All sent after ${seconds(sentMs)}, all applied after ${seconds(appliedMs)}.`);
}

/**
 * Compares with what was acknowledged, and with a run in which nothing was killed and one process did all.
 * @throws {Problem} saying what differs.
 */
export async function judge(
  database: PrismaClient,
  senders: Senders,
  { answers, acknowledged }: Answered,
): Promise<void> {
  const faults: string[] = [];
  const odd = [...answers.keys()].filter((one) => !/^(200|202|401|503|no answer)$/.test(one));
  if (odd.length > 0) faults.push(`answers that no sender should get: ${odd.join(', ')}`);

  const stored = await database.delivery.findMany({
    select: { source: true, deliveryId: true, state: true, receivedAt: true, body: true },
  });
  const found = new Map(stored.map((one) => [keyOf(one.source, one.deliveryId), one]));
  const lost = [...acknowledged].filter(([key, { body }]) => {
    const kept = found.get(key);
    return kept?.body == null || !body.equals(kept.body);
  });
  if (lost.length > 0) faults.push(`${lost.length} acknowledged deliveries are lost or changed`);
  const others = stored.length - acknowledged.size;
  if (others !== 0) faults.push(`${others} deliveries are stored that were never acknowledged`);

  const clean = await openTemporaryDatabase();
  const quiet = connect(clean.url);
  try {
    await database.source.findMany().then((data) => quiet.source.createMany({ data }));
    for (const [key, one] of [...acknowledged].sort()) {
      const receivedAt = found.get(key)?.receivedAt ?? new Date();
      await acceptQuietly(quiet, senders, one, receivedAt);
    }
    while ((await applyPending(quiet)) > 0);
    faults.push(...(await differences(database, quiet)));
  } finally {
    await quiet.$disconnect();
    await clean.release();
  }
  if (faults.length > 0) throw new Problem(`Chaos won:\n${faults.join('\n')}`);
  console.log(
    'Every acknowledged delivery is stored once, and all that is derived equals a run without kills.',
  );
}

async function acceptQuietly(
  database: PrismaClient,
  { github }: Senders,
  { source, headers, body }: Sent,
  receivedAt: Date,
): Promise<void> {
  const kind = source === github ? 'github' : 'pagerduty';
  const delivery = new VerifiedDelivery(headers, new Uint8Array(body), receivedAt);
  const { id, event } = sources[kind].identify(delivery);
  await accept(database, { source, id }, event, delivery);
}

async function differences(database: PrismaClient, quiet: PrismaClient): Promise<string[]> {
  const faults: string[] = [];
  const [chaotic, clean] = [await contents(database), await contents(quiet)];
  for (const [table, expected] of Object.entries(clean)) {
    const there = new Set(chaotic[table]);
    const missing = expected.filter((row) => !there.has(row)).length;
    const more = (chaotic[table] ?? []).length - expected.length;
    if (missing > 0 || more !== 0) {
      faults.push(`${table}: ${missing} rows differ, ${more} more than in a run without kills`);
    }
  }
  const settled = async (one: PrismaClient) =>
    (await one.delivery.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } }))
      .map(({ state, _count }) => `${state} ${_count.toLocaleString('en')}`)
      .join(', ');
  const [ended, expected] = [await settled(database), await settled(quiet)];
  console.log(
    `Deliveries: ${ended}. Changes: ${(clean.change ?? []).length.toLocaleString('en')}.`,
  );
  if (ended !== expected) faults.push(`deliveries ended as ${ended}, not as ${expected}`);
  return faults;
}
