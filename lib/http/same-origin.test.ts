import { describe, expect, it } from 'vitest';
import { refuseOtherSites } from '@/lib/http/same-origin';

const own = {
  host: 'localhost:3000',
  origin: 'http://localhost:3000',
  'content-type': 'application/json',
};
const request = (headers: Record<string, string>) =>
  new Request('http://localhost:3000/api/v1/sample', { method: 'POST', headers });

describe('a request that changes something', () => {
  it.each([
    ['our own page', { ...own, 'sec-fetch-site': 'same-origin' }],
    ['curl', { host: 'localhost:3000', 'content-type': 'application/json; charset=utf-8' }],
  ])('is taken from %s', (_, headers) => {
    expect(() => refuseOtherSites(request(headers))).not.toThrow();
  });

  it.each([
    ['another site', { ...own, 'sec-fetch-site': 'cross-site' }, 'forbidden'],
    ['a sibling domain', { ...own, 'sec-fetch-site': 'same-site' }, 'forbidden'],
    ['another origin', { ...own, origin: 'http://localhost:4000' }, 'forbidden'],
    ['a page without an origin', { ...own, origin: 'null' }, 'forbidden'],
    ['a form', { ...own, 'content-type': 'text/plain' }, 'unsupported-type'],
  ])('is refused from %s', (_, headers, code) => {
    expect(() => refuseOtherSites(request(headers))).toThrow(expect.objectContaining({ code }));
  });
});
