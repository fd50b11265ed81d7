import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { nextReduction, reduceBodies } from '@/lib/intake/retention';

const db = testDatabase();
const dayMs = 86_400_000;

it('bodies that were kept for long enough are reduced to their digest', async () => {
  const body = new Uint8Array([123, 0, 125]);
  const stored = (deliveryId: string, days: number, state: string) => ({
    source: 'github',
    deliveryId,
    event: 'push',
    headers: {},
    body,
    state,
    receivedAt: new Date(Date.now() - days * dayMs),
  });
  await db.prisma.delivery.createMany({
    data: [
      stored('old', 91, 'applied'),
      stored('dead', 91, 'dead'),
      stored('waiting', 91, 'pending'),
      stored('young', 89, 'applied'),
    ],
  });
  expect(await reduceBodies(db.prisma, 90)).toBe(2);
  const found = await db.prisma.delivery.findMany({ orderBy: { deliveryId: 'asc' } });
  const digest = new Uint8Array(createHash('sha256').update(body).digest());
  expect(found).toMatchObject([
    { deliveryId: 'dead', body: null, digest },
    { deliveryId: 'old', body: null, digest },
    { deliveryId: 'waiting', body, digest: null },
    { deliveryId: 'young', body, digest: null },
  ]);
});

it.each([
  ['2026-06-01T03:16:59.999Z', '2026-06-01T03:17:00.000Z'],
  ['2026-06-01T03:17:00.000Z', '2026-06-02T03:17:00.000Z'],
  ['2026-12-31T23:59:00.000Z', '2027-01-01T03:17:00.000Z'],
])('after %s bodies are reduced at %s', (now, next) => {
  expect(nextReduction(new Date(now)).toISOString()).toBe(next);
});
