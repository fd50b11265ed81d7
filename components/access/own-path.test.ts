import { expect, it } from 'vitest';
import { ownPath } from '@/components/access/own-path';

it.each([
  ['/agents?window=7', '/agents?window=7'],
  [undefined, '/'],
  ['', '/'],
  ['https://example.org/', '/'],
  ['//example.org', '/'],
  ['/\\example.org', '/'],
  ['/\t/example.org', '/'],
  ['/\r\n/example.org', '/'],
  ['/\t\\example.org', '/'],
  ['\t//example.org', '/'],
  ['/..//example.org', '/'],
  ['/%2e%2e//example.org', '/'],
  ['//own.invalid', '/'],
  ['/%09/example.org', '/%09/example.org'],
  ['/agents#named', '/agents#named'],
  ['javascript:alert(1)', '/'],
])('after signing in, %s leads to %s', (next, path) => {
  expect(ownPath(next)).toBe(path);
});
