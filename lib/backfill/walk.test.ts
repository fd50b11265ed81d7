import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  nextUpdated,
  type Page,
  type UpdateCursor,
  type Updated,
  updateWalk,
} from '@/lib/backfill/walk';

const size = 3;
const moment = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();

/** A host's list, in pages, as it is at the time of each question. */
function listOf(things: readonly Updated[], isInclusive: boolean) {
  const pageOf = (from: string | null, page: number): Page<Updated> => {
    const since = things
      .filter(
        ({ updatedAt }) => from === null || updatedAt > from || (isInclusive && updatedAt === from),
      )
      .toSorted((a, b) =>
        a.updatedAt === b.updatedAt ? a.id - b.id : a.updatedAt < b.updatedAt ? -1 : 1,
      );
    return {
      things: since.slice(page * size, (page + 1) * size).map((thing) => ({ ...thing })),
      next: since.length > (page + 1) * size ? async () => pageOf(from, page + 1) : undefined,
    };
  };
  return async (from: string | null) => pageOf(from, 0);
}

const start: UpdateCursor = { from: null, seen: [] };

test('each thing is met once, however many share a moment and wherever the walk was interrupted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 40 }),
      fc.boolean(),
      async (seconds, isInclusive) => {
        const things = seconds.map((second, id) => ({ id, updatedAt: moment(second) }));
        const met: number[] = [];
        let step = { cursor: start, isLast: false };
        while (!step.isLast) {
          const told = await nextUpdated(listOf(things, isInclusive), step.cursor);
          met.push(...told.things.map(({ id }) => id));
          // As it is stored and read again.
          const cursor = updateWalk.resume(JSON.parse(JSON.stringify(told.cursor))) ?? start;
          step = { cursor, isLast: told.isLast };
        }
        expect(met.toSorted((a, b) => a - b)).toEqual(things.map(({ id }) => id));
      },
    ),
  );
});

test('what is updated during the walk is met with its last update', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { maxLength: 8 }), async (updates) => {
      const things = Array.from({ length: 10 }, (_, id) => ({ id, updatedAt: moment(id) }));
      const last = new Map<number, string>();
      let now = 100;
      let step = { cursor: start, isLast: false };
      while (!step.isLast || updates.length > 0) {
        const told = await nextUpdated(listOf(things, true), step.cursor);
        for (const { id, updatedAt } of told.things) last.set(id, updatedAt);
        step = told;
        const updated = things.find(({ id }) => id === updates[0]);
        updates.shift();
        now += 10;
        if (updated !== undefined) {
          updated.updatedAt = moment(now);
          step.isLast = false;
        }
      }
      expect([...last].toSorted(([a], [b]) => a - b)).toEqual(
        things.map(({ id, updatedAt }) => [id, updatedAt]),
      );
    }),
  );
});

test('a walk that begins again reads the last day again, but nothing before what is asked for', () => {
  const stored = { from: '2026-03-10T12:00:00.000Z', seen: [] };
  expect(updateWalk.begin(null, stored).from).toBe('2026-03-09T12:00:00.000Z');
  expect(updateWalk.begin('2026-03-10', stored).from).toBe('2026-03-10T00:00:00.000Z');
  expect(updateWalk.begin('2026-03-01', undefined).from).toBe('2026-03-01T00:00:00.000Z');
  expect(updateWalk.begin(null, { page: 3 })).toEqual(start);
});
