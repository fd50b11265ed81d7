import { expect, it } from 'vitest';
import { clientAddress } from '@/lib/http/client-address';

it.each([
  ['203.0.113.9, 198.51.100.7', 0, '192.0.2.1'],
  ['203.0.113.9, 198.51.100.7', 1, '198.51.100.7'],
  ['203.0.113.9, 198.51.100.7', 2, '203.0.113.9'],
  ['203.0.113.9', 2, '192.0.2.1'],
])('of "%s" behind %i trusted proxies the client is %s', (forwarded, trusted, address) => {
  const headers = new Headers({
    'x-forwarded-for': forwarded,
    'x-aftermerge-address': '192.0.2.1',
  });
  expect(clientAddress(headers, trusted)).toBe(address);
});
