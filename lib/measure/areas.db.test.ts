import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { areas } from '@/lib/measure/areas';

const database = testDatabase();

it('tells the areas of the repositories that are seen, the largest first', async () => {
  const touched = { 'acme/web': [['api', 'web'], ['web'], []], 'acme/secret': [['vault']] };
  const events = Object.entries(touched).flatMap(([repository, changes]) =>
    changes.map((parts, index) =>
      LedgerEvent.parse({
        type: 'change.merged',
        repository,
        number: index + 1,
        title: 'A change',
        mergedAt: '2026-03-02T12:00:00Z',
        paths: parts.map((part) => `${part}/a.ts`),
      }),
    ),
  );
  const heardAt = () => new Date('2026-06-01T05:00:00Z');
  await applyBatch(database.prisma, events, { rank: 'api', heardAt });
  const told = async (sight: Parameters<typeof areas>[1]) =>
    (await areas(database.prisma, sight)).areas.map(({ area, changes }) => [area, changes]);
  expect(await told(['acme/web'])).toEqual([
    ['web', 2],
    ['api', 1],
  ]);
  expect(await told('all')).toContainEqual(['vault', 1]);
  expect(await told([])).toEqual([]);
});
