import { expect, test } from 'vitest';
import { areasOf } from '@/lib/attribution/areas';
import { judgeKindOfWork } from '@/lib/attribution/kind-of-work';

test.each([
  ['feat(api)!: add paging', {}, 'feature'],
  ['fix: stop the leak', {}, 'fix'],
  ['Fix: stop the leak', {}, 'fix'],
  ['chore(deps): bump next', {}, 'dependencies'],
  ['Bump next from 16.3 to 16.4', {}, 'dependencies'],
  ['Revert "feat: add paging"', {}, 'revert'],
  ['chore(revert): paging', {}, 'revert'],
  ['ci: cache more', {}, 'chore'],
  ['Add paging', { labels: ['size/S', 'type: enhancement'] }, 'feature'],
  ['Stop the leak', { labels: ['bug'] }, 'fix'],
  ['Stop the leak', { branch: 'hotfix/leak' }, 'fix'],
  ['Update', { branch: 'renovate/next-16.x' }, 'dependencies'],
  ['Explain paging', { paths: ['docs/paging.md', 'README.md'] }, 'docs'],
  ['Cover paging', { paths: ['lib/a.test.ts', 'tests/b.py'] }, 'tests'],
  ['Cover paging', { paths: ['lib/a.test.ts', 'lib/a.ts'] }, 'other'],
  ['Add paging', {}, 'other'],
])('%s (%j) is %s', (title, more, kind) => {
  expect(judgeKindOfWork({ title, labels: [], ...more })).toBe(kind);
});

test('areas are top-level folders, sorted, each once, at most twenty', () => {
  expect(areasOf(['lib/b.ts', 'app/a.ts', 'lib/c/d.ts', 'README.md'])).toEqual(['app', 'lib']);
  expect(areasOf(Array.from({ length: 50 }, (_, n) => `folder-${n}/x`))).toHaveLength(20);
});
