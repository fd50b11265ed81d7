import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { findSource } from '@/lib/access/configured-sources';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { Rule } from '@/lib/domain/rule';
import { accept } from '@/lib/intake/accept';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { addRule } from '@/lib/ledger/rules';
import { VerifiedDelivery } from '@/lib/sources/source';
import { startWork } from '@/lib/worker/work';

const database = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
const patience = { timeout: 10_000 };

/** Stores a delivery that nobody has applied yet. */
async function leaveWaiting(number: number) {
  const body = JSON.stringify({
    pull_request: { number, title: 'Wait', state: 'open', updated_at: '2026-05-31T10:00:00Z' },
    repository: { full_name: 'acme/waiting' },
  });
  const id = `id-${number}`;
  const headers = { 'x-github-event': 'pull_request', 'x-github-delivery': id };
  const bytes = new TextEncoder().encode(body);
  const receivedAt = new Date('2026-05-31T12:00:00Z');
  await findSource(database.prisma, 'github');
  await accept(
    database.prisma,
    { source: 'github', id },
    'pull_request',
    new VerifiedDelivery(headers, bytes, receivedAt),
  );
  return id;
}
const stateOf = async (id: string) =>
  (await database.prisma.delivery.findFirstOrThrow({ where: { deliveryId: id } })).state;

const addAccountRule = (pattern: string) =>
  addRule(
    database.prisma,
    Rule.parse({ found: 'account', pattern, agent: 'codex', reason: 'it runs Codex' }),
    'ann',
  );
const newest = () => database.prisma.rejudgement.findFirstOrThrow({ orderBy: { id: 'desc' } });

it('applies what waits and judges history anew, until it is stopped', async () => {
  const event = LedgerEvent.parse({
    type: 'change.merged',
    repository: 'acme/web',
    number: 1,
    title: 'Add limits',
    author: { login: 'acme-bot' },
    mergedAt: '2026-04-01T10:00:00Z',
  });
  await applyBatch(database.prisma, [event], { rank: 'host' });
  const key = await leaveWaiting(1);
  const stop = startWork(database.prisma, database.url);
  await vi.waitFor(async () => {
    expect(await stateOf(key)).toBe('applied');
    expect(await newest()).toMatchObject({
      state: 'done',
      reason: 'This version of Aftermerge judges by other rules',
    });
  }, patience);
  await addAccountRule('acme-bot');
  await vi.waitFor(async () => {
    expect(await newest()).toMatchObject({ state: 'done', moved: { 'human agent': 1 } });
  }, patience);

  await stop();
  const later = await leaveWaiting(2);
  await addAccountRule('other-bot');
  expect(await stateOf(later)).toBe('pending');
  expect(await newest()).toMatchObject({ state: 'waiting' });
});
