import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import type { Sight } from '@/lib/domain/sight';
import { removeView, renameView, restoreView, saveView } from '@/lib/ledger/views';
import { views } from '@/lib/measure/views';

const database = testDatabase();
const view = { path: '/regressions', name: 'Suspected', query: 'status=suspected' };
const ann = { by: 'ann', sight: 'all' } as const;
const names = async (path: '/regressions' | '/changes', sight: Sight = 'all') =>
  (await views(database.prisma, { path }, { sight })).views.map(({ name }) => name);

it('keeps views by name, each name once a list', async () => {
  const id = (await saveView(database.prisma, view, 'ann')) ?? 0;
  expect(await saveView(database.prisma, { ...view, query: '' }, 'bob')).toBeUndefined();
  expect(await saveView(database.prisma, { ...view, path: '/changes' }, 'bob')).toBeDefined();
  await saveView(database.prisma, { ...view, name: 'Api', query: 'repository=acme/api' }, 'ann');
  expect(await names('/regressions')).toEqual(['Api', 'Suspected']);
  expect(await names('/regressions', ['acme/web'])).toEqual(['Suspected']);
  expect(await renameView(database.prisma, id, 'Api', ann)).toBe('taken');
  expect(await renameView(database.prisma, id, 'To decide', ann)).toBe('renamed');
  expect(await renameView(database.prisma, id, 'To decide', ann)).toBe('renamed');
  expect(await renameView(database.prisma, 999, 'Other', ann)).toBe('unknown');
  expect(await names('/regressions')).toEqual(['Api', 'To decide']);
  const removed = await removeView(database.prisma, id, ann);
  expect(await removeView(database.prisma, id, ann)).toBeUndefined();
  expect(await names('/changes')).toEqual(['Suspected']);
  if (removed === undefined) throw new Error('It was not removed.');
  expect(removed).toMatchObject({ id, name: 'To decide', createdBy: 'ann' });
  expect(await restoreView(database.prisma, removed, 'ann')).toBe(true);
  expect(await restoreView(database.prisma, removed, 'ann')).toBe(false);
  expect(await names('/regressions')).toEqual(['Api', 'To decide']);
});

it('leaves alone what names a repository that its changer does not see', async () => {
  const hidden = { path: '/changes', name: 'Hidden', query: 'repository=acme/api,acme/web' };
  const id = (await saveView(database.prisma, hidden, 'ann')) ?? 0;
  const bob = { by: 'bob', sight: ['acme/web'] };
  expect(await renameView(database.prisma, id, 'Seen', bob)).toBe('unknown');
  expect(await removeView(database.prisma, id, bob)).toBeUndefined();
  expect(await names('/changes')).toContain('Hidden');
  expect(await removeView(database.prisma, id, ann)).toBeDefined();
});

it('is in the audit trail with what stood before', async () => {
  const id = (await saveView(database.prisma, { ...view, name: 'Mine' }, 'ann')) ?? 0;
  await renameView(database.prisma, id, 'Ours', { by: 'bob', sight: 'all' });
  await removeView(database.prisma, id, ann);
  const trail = await database.prisma.auditEntry.findMany({
    where: { subject: `view ${id}` },
    orderBy: { id: 'asc' },
  });
  expect(trail).toMatchObject([
    { decidedBy: 'ann', action: 'save-view', after: { ...view, name: 'Mine' } },
    { decidedBy: 'bob', action: 'rename-view', before: { name: 'Mine' }, after: { name: 'Ours' } },
    { decidedBy: 'ann', action: 'remove-view', before: { ...view, name: 'Ours' } },
  ]);
});
