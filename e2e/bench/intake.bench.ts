import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { bareServer } from '@/e2e/bench/bare-server';
import { type Post, paced, poster, quantile, throughput } from '@/e2e/bench/requests';
import { served } from '@/e2e/bench/served';
import { addSource } from '@/lib/access/configured-sources';
import { createToken } from '@/lib/access/tokens';
import type { PrismaClient } from '@/lib/db/generated/client';
import { applyPending } from '@/lib/intake/claim';
import { deriveAnew, differences, switchOver } from '@/lib/intake/reprocess';
import { refreshRollup, rollupDifferences } from '@/lib/rollup/rollup';

const secret = 'the secret of the bench';
const repositories = 40;

/** What intake takes: `singles`, `batches`, `pace`, `reprocess`, `memory`, or all but the last two. */
export default async function intakeBench([part, count]: string[]): Promise<void> {
  const asked = (one: string) => part === undefined || part === one;
  await served(async (url, database, databaseUrl) => {
    const source = await addSource(
      database,
      {
        kind: 'github',
        name: 'Bench',
        repositories: [],
        secret,
      },
      'bench',
    );
    const path = `/api/webhooks/${source.id}`;
    if (asked('singles')) await singles(url, path);
    if (asked('batches')) await batches(url, database, Number(count ?? 200_000));
    if (asked('pace')) await pace(url, path, database, Number(count ?? 1_000_000));
    if (part === 'reprocess')
      await reprocess(path, database, databaseUrl, Number(count ?? 1_000_000));
    if (part === 'memory') await memory(url, path, database, Number(count ?? 200_000));
  });
}

/** Single webhooks beside the least that a route of Next can do, on the same machine at the same time. */
async function singles(url: string, path: string): Promise<void> {
  const [rounds, requests, atOnce] = [3, 3_000, 16];
  await bareServer(async (bare) => {
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const least = await throughput(bare, requests, atOnce, (index) => ({
        ...delivery('/bare', index),
      }));
      const own = await throughput(url, requests, atOnce, (index) => delivery(path, index));
      ratios.push(own / least);
      console.log(
        `singles: ${own.toFixed(0)} a second, bare route ${least.toFixed(0)}: ${(own / least).toFixed(2)} ×`,
      );
    }
    ratios.sort((a, b) => a - b);
    console.log(
      `singles: median ${quantile(ratios, 0.5).toFixed(2)} × the bare route (bar: at least 0.5)`,
    );
  });
}

/** Batches of events through the API until they are applied whole, the rollup too. */
async function batches(url: string, database: PrismaClient, count: number): Promise<void> {
  const atOnce = 10_000;
  const { token } = await createToken(database, { name: 'bench', scopes: ['post'] }, 'bench');
  const bodies = Array.from({ length: Math.ceil(count / atOnce) }, (_, batch) =>
    Buffer.from(
      JSON.stringify(Array.from({ length: atOnce }, (__, index) => event(batch * atOnce + index))),
    ),
  );
  const { post, close } = poster(url, 4);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (next < bodies.length) {
        const body = bodies[next++] ?? Buffer.from('[]');
        const { status, text } = await post({ path: '/api/v1/events', headers, body });
        if (status !== 200) throw new Error(`${status}: ${text.slice(0, 500)}`);
      }
    }),
  );
  const taken = performance.now() - startedAt;
  await refreshRollup(database);
  const whole = performance.now() - startedAt;
  close();
  const events = bodies.length * atOnce;
  const rate = (ms: number) => (events / (ms / 1000)).toFixed(0);
  console.log(
    `batches: ${events.toLocaleString('en')} events at ${rate(taken)} a second, ${rate(whole)} with the rollup counted (bar: at least 10,000)`,
  );
}

/** How long 100 a second are kept waiting while nobody applies them, and over a backlog. */
async function pace(
  url: string,
  path: string,
  database: PrismaClient,
  backlog: number,
): Promise<void> {
  const told = (name: string, taken: readonly number[]) =>
    console.log(
      `pace, ${name}: p50 ${quantile(taken, 0.5).toFixed(0)} ms, p99 ${quantile(taken, 0.99).toFixed(0)} ms, most ${quantile(taken, 1).toFixed(0)} ms (bar: p99 at most 250)`,
    );
  const way = { aSecond: 100, seconds: 30 };
  const make = (index: number) => delivery(path, index);
  await throughput(url, 500, 8, make);
  told('worker stopped', await paced(url, way, make));
  await fill(path, database, backlog);
  told(`a backlog of ${backlog.toLocaleString('en')}, worker stopped`, await paced(url, way, make));
  let going = true;
  const work = (async () => {
    while (going) await applyPending(database);
  })();
  told(`the same backlog, worker working`, await paced(url, way, make));
  going = false;
  await work;
}

/** Every stored delivery derived anew beside what is shown, compared with it, and put in its place. */
async function reprocess(
  path: string,
  database: PrismaClient,
  databaseUrl: string,
  count: number,
): Promise<void> {
  await fill(path, database, count);
  await drained(database, 'applied');
  const startedAt = performance.now();
  const tell = (what: string) =>
    console.log(
      `reprocess: ${what} after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
    );
  await deriveAnew(
    database,
    databaseUrl,
    () => {},
    async (anew) => {
      tell(`${count.toLocaleString('en')} deliveries derived anew`);
      const { changes, authorship, regressions } = await differences(database, anew);
      tell(`compared (${changes} + ${authorship} + ${regressions} differences)`);
      await switchOver(database, anew);
      tell('switched (bar: 1,000,000 within 900 s)');
    },
  );
  console.log(
    `cells of the rollup that differ from the changes: ${await database.$transaction(rollupDifferences, { timeout: 600_000 })}`,
  );
}

async function drained(database: PrismaClient, did: string): Promise<void> {
  const startedAt = performance.now();
  let applied = 0;
  for (let claimed = 1; claimed > 0; applied += claimed) claimed = await applyPending(database);
  await refreshRollup(database);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${did} ${applied.toLocaleString('en')} deliveries in ${seconds.toFixed(0)} s, ${(applied / seconds).toFixed(0)} a second (bar for 1 M: 900 s)`,
  );
}

/** The memory of the web process and of the one that applies, over many deliveries. */
async function memory(
  url: string,
  path: string,
  database: PrismaClient,
  count: number,
): Promise<void> {
  const web = webProcess(url);
  const step = Math.ceil(count / 10);
  for (let sent = 0; sent < count; sent += step) {
    await throughput(url, step, 16, (index) => delivery(path, sent + index));
    while ((await applyPending(database)) > 0);
    const own = process.memoryUsage().rss;
    console.log(
      `memory after ${(sent + step).toLocaleString('en')}: web ${megabytes(residentOf(web))}, worker and sender ${megabytes(own)}`,
    );
  }
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
const residentOf = (pid: string) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', pid], { encoding: 'utf8' })) * 1024;

/** The process that listens on the address. */
function webProcess(url: string): string {
  const { port } = new URL(url);
  const found = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .find((line) => line.includes(`--port ${port}`) || line.includes(`next-server`));
  return found?.trim().split(' ')[0] ?? '';
}

/** Stores deliveries as intake does, without the way through the web. */
async function fill(path: string, database: PrismaClient, count: number): Promise<void> {
  const source = path.split('/').at(-1) ?? '';
  const atOnce = 2_000;
  for (let from = 0; from < count; from += atOnce) {
    const list = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => ({
      id: randomUUID(),
      body: JSON.stringify(payload(from + index)),
    }));
    await database.$executeRaw`
      insert into delivery (source, delivery_id, event, received_at, headers, body)
      select ${source}, t.id, 'pull_request', now() - interval '1 day', jsonb_build_object('x-github-event', 'pull_request',
        'x-github-delivery', t.id, 'content-type', 'application/json'), convert_to(t.body, 'UTF8')
      from json_to_recordset(${JSON.stringify(list)}::json) as t(id text, body text)`;
  }
}

function delivery(path: string, index: number): Post {
  const body = Buffer.from(JSON.stringify(payload(index)));
  return {
    path,
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  };
}

const words =
  'Limits were read once at the start, so that a change of them needed a restart. '.repeat(20);
const momentOf = (index: number) =>
  new Date(Date.UTC(2025, 0, 1) + (index % 500_000) * 60_000).toISOString();
const shaOf = (index: number) => index.toString(16).padStart(40, '0');

/** A pull request as GitHub tells of it, cut to some 4 KB. */
function payload(index: number): object {
  const at = momentOf(index);
  const name = `repository-${Math.floor(index / 500) % repositories}`;
  return {
    action: 'closed',
    number: index + 1,
    pull_request: {
      number: index + 1,
      title: `Read limits anew ${index}`,
      body: words,
      html_url: `https://github.com/bench/${name}/pull/${index + 1}`,
      state: 'closed',
      user: {
        login: index % 20 === 0 ? 'copilot-swe-agent[bot]' : `person-${index % 200}`,
        type: 'User',
      },
      head: { ref: `limits-${index}` },
      base: { ref: 'main' },
      labels: [{ name: 'backend' }],
      created_at: at,
      updated_at: at,
      closed_at: at,
      merged: true,
      merged_at: at,
      merge_commit_sha: shaOf(index),
      additions: index % 300,
      deletions: index % 70,
      changed_files: 3,
    },
    repository: {
      full_name: `bench/${name}`,
      html_url: `https://github.com/bench/${name}`,
      default_branch: 'main',
      updated_at: at,
    },
    sender: { login: `person-${index % 200}`, type: 'User' },
  };
}

/** An event as CI posts it; one in twenty undoes the change before it. */
function event(index: number): object {
  const isRevert = index % 20 === 19;
  return {
    type: 'change.merged',
    repository: `bench/batch-${Math.floor(index / 2_500) % repositories}`,
    number: index + 1,
    title: isRevert ? `Revert "Read limits anew ${index - 1}"` : `Read limits anew ${index}`,
    body: isRevert ? `This reverts commit ${shaOf(index - 1)}.` : 'Reads limits anew.',
    author: { login: `person-${index % 200}` },
    mergedAt: momentOf(index),
    mergeSha: shaOf(index),
    additions: index % 300,
    deletions: index % 70,
  };
}
