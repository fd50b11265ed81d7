import { expect, it } from 'vitest';
import { standingHeaders } from '@/lib/cli/standing-headers.mjs';

const tls = 'strict-transport-security';

it.each([
  ['by its own address', {}, { AFTERMERGE_URL: 'https://aftermerge.example.org' }, true],
  ['as the first proxy says', { proto: 'https, http' }, { AFTERMERGE_TRUST_PROXY: '2' }, true],
  ['not by a plain address', {}, { AFTERMERGE_URL: 'http://aftermerge.example.org' }, false],
  ['not as a later proxy says', { proto: 'http, https' }, { AFTERMERGE_TRUST_PROXY: '2' }, false],
  ['not as anybody says', { proto: 'https' }, {}, false],
])('TLS is promised %s', (_, { proto }: { proto?: string }, environment, isPromised) => {
  const headers = standingHeaders('/', { 'x-forwarded-proto': proto }, environment);
  expect(headers[tls]).toBe(isPromised ? 'max-age=63072000; includeSubDomains' : undefined);
});

it.each([
  ['/api/v1/status', true],
  ['/metrics?a', true],
  ['/healthz', true],
  ['/metricsx', false],
  ['/icon.svg', false],
])('an answer of %s is data: %s', (url, isData) => {
  expect('content-security-policy' in standingHeaders(url, {}, {})).toBe(isData);
});
