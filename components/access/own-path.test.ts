import { expect, it } from 'vitest';
import { ownPath } from '@/components/access/own-path';

it.each([
  ['/agents?window=7', '/agents?window=7'],
  [undefined, '/'],
  ['', '/'],
  ['https://example.org/', '/'],
  ['//example.org', '/'],
  ['/\\example.org', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in, %s leads to %s', (next, path) => {
  expect(ownPath(next)).toBe(path);
});
