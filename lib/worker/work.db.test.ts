import { expect, it, vi } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { Rule } from '@/lib/domain/rule';
import { accept, findOutcome } from '@/lib/intake/accept';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { addRule } from '@/lib/ledger/rules';
import { VerifiedDelivery } from '@/lib/sources/source';
import { startWork } from '@/lib/worker/work';

const database = testDatabase();
const patience = { timeout: 10_000 };

/** Stores a delivery whose request ended before it was applied. */
async function leaveWaiting(number: number) {
  const body = JSON.stringify({
    pull_request: { number, title: 'Wait', state: 'open', updated_at: '2026-05-31T10:00:00Z' },
    repository: { full_name: 'acme/waiting' },
  });
  const headers = { 'x-github-event': 'pull_request', 'x-github-delivery': `id-${number}` };
  const bytes = new TextEncoder().encode(body);
  const receivedAt = new Date('2026-05-31T12:00:00Z');
  const key = await accept(
    database.prisma,
    'github',
    new VerifiedDelivery(headers, bytes, receivedAt),
  );
  await database.prisma.$executeRaw`update delivery set run_after = now()`;
  return key;
}

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
  const stop = startWork(database.prisma);
  await vi.waitFor(async () => {
    expect(await findOutcome(database.prisma, key)).toEqual({ state: 'applied' });
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
  expect(await findOutcome(database.prisma, later)).toEqual({ state: 'pending' });
  expect(await newest()).toMatchObject({ state: 'waiting' });
});
