import { expect, it } from 'vitest';
import { removedBy, wordFor } from '@/lib/access/removal-word';
import type { Removed } from '@/lib/domain/removed';

const at = new Date('2026-05-01T10:00:00Z');
const removed: Removed = {
  kind: 'note',
  repository: 'acme/web',
  regressionId: '7a9a1d3e-6f0b-4c1d-8e2f-000000000001',
  id: '7a9a1d3e-6f0b-4c1d-8e2f-000000000002',
  text: 'Ask the shop',
  writtenBy: 'ann',
  writtenAt: at,
  editedAt: null,
};

it('is of use to who removed it alone, within the hour, unchanged', () => {
  const word = wordFor(removed, 'bob', at);
  expect(word).toMatch(/^[\w-]+$/);
  expect(Buffer.from(word, 'base64url').toString('latin1')).not.toContain('shop');
  expect(removedBy('bob', word, new Date('2026-05-01T10:59:00Z'))).toEqual(removed);
  expect(removedBy('ann', word, at)).toBeUndefined();
  expect(removedBy('bob', word, new Date('2026-05-01T11:01:00Z'))).toBeUndefined();
  expect(removedBy('bob', `${word.slice(0, -4)}AAAA`, at)).toBeUndefined();
  expect(removedBy('bob', 'nothing', at)).toBeUndefined();
});
