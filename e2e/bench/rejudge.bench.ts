import { performance } from 'node:perf_hooks';
import { served } from '@/e2e/bench/served';
import type { PrismaClient } from '@/lib/db/generated/client';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { addRule } from '@/lib/ledger/rules';
import { rollupDifferences } from '@/lib/rollup/rollup';

const repositories = 40;
/** One change in so many was opened by the account that the rule is about. */
const byTheAccount = 20;
const eventsAtOnce = 2_000;
/** How many pages one worker judges before it ends without a word, as when its process is killed. */
const pagesBeforeInterruption = 20;

/** Judging all stored changes anew after a rule was added, interrupted once, while the page is read. */
export default async function rejudgeBench([count = '1000000']: string[]): Promise<void> {
  await served(async (url, database) => {
    const changes = Number(count);
    const loaded = await load(database, changes);
    console.log(`applied ${changes.toLocaleString('en')} changes at ${loaded.toFixed(0)} a second`);
    const quiet = await reads(url, async () => {
      await new Promise((resolve) => setTimeout(resolve, 10_000));
    });
    await addRule(
      database,
      {
        found: 'account',
        pattern: 'acme-bot',
        authorship: 'agent',
        agent: 'claude-code',
        mode: 'autonomous',
        confidence: 'high',
        reason: 'it runs Claude Code',
      },
      'bench',
    );
    const startedAt = performance.now();
    const busy = await reads(url, async () => {
      for (let page = 0; page < pagesBeforeInterruption; page += 1) await rejudgeNext(database);
      const { done } = await last(database);
      console.log(`interrupted after ${done.toLocaleString('en')} changes, and gone on with`);
      while (await rejudgeNext(database));
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const { done, moved } = await last(database);
    console.log(
      `judged ${done.toLocaleString('en')} changes anew in ${seconds.toFixed(0)} s (bar: under 300 s for 1 M), moved ${JSON.stringify(moved)}`,
    );
    console.log(`trend answers meanwhile: ${told(busy)}; before: ${told(quiet)}`);
    const differences = await database.$transaction((tx) => rollupDifferences(tx), {
      timeout: 600_000,
    });
    console.log(`cells of the rollup that differ from the changes: ${differences}`);
  });
}

const last = (database: PrismaClient) =>
  database.rejudgement.findFirstOrThrow({ orderBy: { id: 'desc' } });

/** @returns changes a second. */
async function load(database: PrismaClient, count: number): Promise<number> {
  const startedAt = performance.now();
  for (let from = 0; from < count; from += eventsAtOnce) {
    const events = Array.from({ length: Math.min(eventsAtOnce, count - from) }, (_, index) =>
      change(from + index),
    );
    await applyBatch(database, events, { rank: 'host' });
  }
  return count / ((performance.now() - startedAt) / 1000);
}

const words = `## Why\n\nLimits were read once at the start, so that a change of them needed a restart.\n\n## What\n\n- read them anew with each request\n- keep the last ones that were valid\n- say so in the log\n\nTested by hand and in CI.`;
const trailer = '\n\nCo-Authored-By: Claude <noreply@anthropic.com>';

/** A merged pull request of a few commits, one in three with an agent's trailer. */
function change(index: number): LedgerEvent {
  const sha = (part: number) => (index * 8 + part).toString(16).padStart(40, '0');
  const at = new Date(Date.UTC(2024, 6, 1) + index * 60_000).toISOString();
  const login = index % byTheAccount === 0 ? 'acme-bot' : `person-${index % 200}`;
  const commits = Array.from({ length: 1 + (index % 3) }, (_, part) => ({
    sha: sha(part),
    author: { name: login, email: `${login}@example.com` },
    committedAt: at,
    message: `Read limits anew, part ${part}${index % 3 === 0 ? trailer : ''}`,
  }));
  return LedgerEvent.parse({
    type: 'change.merged',
    repository: `bench/repository-${Math.floor(index / eventsAtOnce) % repositories}`,
    number: index + 1,
    title: `Read limits anew ${index}`,
    body: words,
    author: { login },
    branch: `limits-${index}`,
    labels: ['backend'],
    mergedAt: at,
    mergeSha: sha(7),
    additions: index % 300,
    deletions: index % 70,
    paths: [`src/limits/part-${index % 90}.ts`, 'docs/limits.md'],
    commits,
  });
}

/** How long a trend takes over and over while work goes on, in ms, sorted. */
async function reads(url: string, work: () => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  let going = true;
  const reading = (async () => {
    while (going) {
      const startedAt = performance.now();
      const response = await fetch(`${url}/api/v1/trend?from=2024-07-01&to=2026-06-30`);
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
      taken.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  await work().finally(() => {
    going = false;
  });
  await reading;
  return taken.sort((a, b) => a - b);
}

function told(sorted: readonly number[]): string {
  const at = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms of ${sorted.length}`;
}
