import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import type { Sight } from '@/lib/domain/sight';
import { removeView, renameView, restoreView, saveView } from '@/lib/ledger/views';
import { views } from '@/lib/measure/views';

const database = testDatabase();
const view = { path: '/regressions', name: 'Suspected', query: 'status=suspected' };
const names = async (path: '/regressions' | '/changes', sight: Sight = 'all') =>
  (await views(database.prisma, { path }, { sight })).views.map(({ name }) => name);

it('keeps views by name, each name once a list', async () => {
  const id = (await saveView(database.prisma, view, 'ann')) ?? 0;
  expect(await saveView(database.prisma, { ...view, query: '' }, 'bob')).toBeUndefined();
  expect(await saveView(database.prisma, { ...view, path: '/changes' }, 'bob')).toBeDefined();
  await saveView(database.prisma, { ...view, name: 'Api', query: 'repository=acme/api' }, 'ann');
  expect(await names('/regressions')).toEqual(['Api', 'Suspected']);
  expect(await names('/regressions', ['acme/web'])).toEqual(['Suspected']);
  expect(await renameView(database.prisma, id, 'Api')).toBe('taken');
  expect(await renameView(database.prisma, id, 'To decide')).toBe('renamed');
  expect(await renameView(database.prisma, id, 'To decide')).toBe('renamed');
  expect(await renameView(database.prisma, 999, 'Other')).toBe('unknown');
  expect(await names('/regressions')).toEqual(['Api', 'To decide']);
  const removed = await removeView(database.prisma, id);
  expect(await removeView(database.prisma, id)).toBeUndefined();
  expect(await names('/changes')).toEqual(['Suspected']);
  if (removed === undefined) throw new Error('It was not removed.');
  expect(removed).toMatchObject({ id, name: 'To decide', createdBy: 'ann' });
  expect(await restoreView(database.prisma, removed)).toBe(true);
  expect(await restoreView(database.prisma, removed)).toBe(false);
  expect(await names('/regressions')).toEqual(['Api', 'To decide']);
});
