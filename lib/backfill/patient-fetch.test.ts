import { beforeEach, expect, test } from 'vitest';
import { patientFetch } from '@/lib/backfill/patient-fetch';
import { TestHost } from '@/lib/backfill/test-host';

const host = new TestHost();
const apiAt = (base: string) => ({ label: 'Host', base: new URL(base), tokenName: 'TOKEN' });
const ask = (waits: (Date | undefined)[] = []) =>
  patientFetch(apiAt(host.url), {
    firstPauseMs: 1,
    onWait: async (until) => {
      waits.push(until);
    },
  })(`${host.url}/thing`, { headers: { authorization: 'Bearer secret' } });
const limited = (headers: Record<string, string>, status = 429) => {
  host.mishaps = [{ path: /thing/, status, headers }];
};

beforeEach(() => {
  Object.assign(host, { mishaps: [], asked: [] });
  host.routes = { '/thing': () => ({ fine: true }) };
});

test.each([
  ['a number of seconds', 429, () => ({ 'retry-after': '1' })],
  ['a date', 429, () => ({ 'retry-after': new Date(Date.now() + 2_000).toUTCString() })],
  [
    'GitLab’s moment of reset',
    429,
    () => ({
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(Math.ceil(Date.now() / 1_000)),
    }),
  ],
  ['a server that is down for a moment', 503, () => ({ 'retry-after': '1' })],
])('a pause told as %s is waited for, and told', async (_, status, headers) => {
  const waits: (Date | undefined)[] = [];
  limited(headers(), status);
  expect(await (await ask(waits)).json()).toEqual({ fine: true });
  expect(waits).toEqual([expect.any(Date), undefined]);
});

test('a pause that is too long is told instead of waited for', async () => {
  limited({ 'retry-after': '86400' });
  await expect(ask()).rejects.toThrow('start again then');
});

test('what a host says of its refusal is told', async () => {
  host.mishaps = [{ path: /thing/, status: 403, body: { message: 'Resource not accessible' } }];
  await expect(ask()).rejects.toThrow('give it the permission. It says: Resource not accessible');
});

test('an answer without end is not read', async () => {
  host.routes = { '/thing': () => ({ text: 'x'.repeat(33 * 1024 * 1024) }) };
  await expect(ask()).rejects.toThrow('is larger than');
});

test('a host that cannot be reached is named, after some attempts', async () => {
  const nowhere = 'http://127.0.0.1:9';
  await expect(
    patientFetch(apiAt(nowhere), { firstPauseMs: 1 })(`${nowhere}/thing`),
  ).rejects.toThrow('Host cannot be reached at http://127.0.0.1:9');
});

test('an address of another host is not asked', async () => {
  await expect(patientFetch(apiAt('https://other.example'))(`${host.url}/thing`)).rejects.toThrow(
    'the token is for https://other.example alone',
  );
  expect(host.asked).toEqual([]);
});
