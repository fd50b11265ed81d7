import { expect, it } from 'vitest';
import { originOf } from '@/lib/http/origin';

const asked = new Headers({
  host: 'inner:3000',
  'x-forwarded-host': 'outer.example.org, middle',
  'x-forwarded-proto': 'https, http',
});

it.each([
  ['what it was told', 'https://told.example.org/', 0, 'https://told.example.org'],
  ['what the first proxy was asked for', undefined, 2, 'https://outer.example.org'],
  ['what it was asked for, whatever was sent', undefined, 0, 'http://inner:3000'],
])('this server is reached at %s', (_, AFTERMERGE_URL, AFTERMERGE_TRUST_PROXY, origin) => {
  expect(originOf(asked, { AFTERMERGE_URL, AFTERMERGE_TRUST_PROXY })).toBe(origin);
});
