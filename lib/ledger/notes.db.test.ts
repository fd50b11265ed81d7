import { beforeEach, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression } from '@/lib/ledger/decisions';
import { emptied } from '@/lib/ledger/ledger-contents';
import { addNote, editNote, removeNote, restoreNote } from '@/lib/ledger/notes';

const database = testDatabase();
const repository = 'acme/web';
const texts = async () => (await database.prisma.note.findMany()).map(({ text }) => text);
let regressionId = '';
let seen = 0n;

beforeEach(async () => {
  await emptied(database.prisma);
  await database.prisma.$executeRaw`truncate note, regression_decision`;
  seen = (await database.prisma.auditEntry.aggregate({ _max: { id: true } }))._max.id ?? 0n;
  const events = [
    { type: 'change.merged', number: 1, title: 'Add it', mergedAt: '2026-04-01T10:00:00Z' },
    {
      type: 'regression.reported',
      report: 'r-1',
      change: { number: 1 },
      at: '2026-04-02T10:00:00Z',
    },
  ];
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse({ repository, ...event })),
    { rank: 'api' },
  );
  ({ id: regressionId } = await database.prisma.regression.findFirstOrThrow());
});

it('is added, edited and removed by who wrote it, and removed by who may remove any', async () => {
  const named = { repository, regressionId };
  const note = (await addNote(database.prisma, named, 'Ask the shop', 'ann')) ?? '';
  const one = { ...named, note };
  expect(await editNote(database.prisma, one, 'Asked the shop', 'bob')).toBe('of-another');
  expect(await editNote(database.prisma, one, 'Asked the shop', 'ann')).toBeUndefined();
  expect(await texts()).toEqual(['Asked the shop']);
  expect(await removeNote(database.prisma, one, 'bob', false)).toBe('of-another');
  const removed = await removeNote(database.prisma, one, 'eve', true);
  expect(await removeNote(database.prisma, one, 'ann', false)).toBe('unknown');
  expect(await texts()).toEqual([]);
  if (typeof removed === 'string') throw new Error(`It was not removed: ${removed}`);
  expect(await restoreNote(database.prisma, removed, 'eve')).toBe(true);
  expect(await restoreNote(database.prisma, removed, 'eve')).toBe(false);
  const back = await database.prisma.note.findFirstOrThrow();
  expect(back).toMatchObject({ id: note, text: 'Asked the shop', writtenBy: 'ann' });
  const trail = await database.prisma.auditEntry.findMany({
    where: { subject: `${repository}/${regressionId}`, id: { gt: seen } },
    orderBy: { id: 'asc' },
  });
  const facts = { changeKey: '1', note };
  const stood = { ...facts, writtenBy: 'ann' };
  expect(trail).toMatchObject([
    { decidedBy: 'ann', action: 'add-note', after: { ...facts, text: 'Ask the shop' } },
    {
      ...{ decidedBy: 'ann', action: 'edit-note', before: { ...stood, text: 'Ask the shop' } },
      after: { ...facts, text: 'Asked the shop' },
    },
    { decidedBy: 'eve', action: 'remove-note', before: { ...stood, text: 'Asked the shop' } },
    { decidedBy: 'eve', action: 'add-note', after: { ...stood, text: 'Asked the shop' } },
  ]);
});

it('stays with a regression that is unlinked, and needs one that is known', async () => {
  const named = { repository, regressionId };
  await addNote(database.prisma, named, 'Ask the shop', 'ann');
  const unlinked = { ...named, decision: 'unlinked', reason: 'Another one' } as const;
  await decideRegression(database.prisma, unlinked, 'ann');
  expect(await addNote(database.prisma, named, 'It was the disk', 'bob')).toBeDefined();
  expect(await texts()).toEqual(['Ask the shop', 'It was the disk']);
  const unknown = { repository, regressionId: '00000000-0000-4000-8000-000000000000' };
  expect(await addNote(database.prisma, unknown, 'Nobody reads this', 'bob')).toBeUndefined();
});
