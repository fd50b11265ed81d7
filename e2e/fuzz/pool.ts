import { hostileTexts } from '@/e2e/fuzz/corpus';
import type { Pool } from '@/e2e/fuzz/schema-values';
import { target } from '@/e2e/fuzz/unseen';
import type { PrismaClient } from '@/lib/db/generated/client';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';

/** What may be written to: the sample is only read, so that it shows any harm. */
const repository = target;

/** Texts and numbers that fields take, those of a repository that is made for it among them. */
export async function poolOf(database: PrismaClient): Promise<Pool> {
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  const events = numbers.flatMap((number) => [
    {
      ...{ type: 'change.merged', number, title: `Change ${number}`, author: { login: 'ann' } },
      ...{ mergedAt: `2026-06-${10 + number}T12:00:00Z`, mergeSha: String(number % 10).repeat(40) },
    },
    {
      ...{ type: 'incident.opened', incident: `INC-${number}`, at: '2026-06-25T12:00:00Z' },
      ...{ title: 'Slow', changes: [{ number }] },
    },
  ]);
  const parsed = events.map((event) => LedgerEvent.parse({ repository, ...event }));
  await applyBatch(database, parsed, { rank: 'api' });
  const where = { repository: { name: repository } };
  const { id: repositoryId } = await database.repository.findUniqueOrThrow({
    where: where.repository,
  });
  const regressions = await database.regression.findMany({ where: { repositoryId } });
  return {
    texts: [
      ...[repository, 'fuzz/another', 'group/sub/name', 'ann', 'claude-code', 'codex', 'main'],
      ...numbers.map((number) => `${repository}/${number}`),
      ...regressions.flatMap(({ id }) => [id, `${repository}/${id}`]),
      ...numbers.map((number) => `INC-${number}`),
      ...['2026-06-01', '2026-06-30', '2024-02-29', '2099-12-31', '1970-01-01'],
      ...['2000-01-01', '2089-12-31'],
      ...['2026-06-12T12:00:00Z', '2026-06-12T12:00:00.000+14:00', '1970-01-01T00:00:00Z'],
      ...['1'.repeat(40), 'a'.repeat(64), 'github', 'a'.repeat(43), '1', '17', '900719925474'],
      ...['https://example.org/a?b#c', 'https://127.0.0.1:9/hook', 'http://localhost/'],
      ...['ada@example.org', 'eve+x@example.org', 'a reason that is fine', 'Another word'],
      ...['f47ac10b-58cc-4372-a567-0e02b2c3d479', 'claude/*', '.*', '1d', '50%', 'a=b&c=d'],
      ...hostileTexts,
    ],
    // Small ones are the ids of what is there.
    numbers: [1, 2, 7, 30, 48, 99.9, 100, 200, 365, 100_000, 2_147_483_647, 0, 0.5],
  };
}
