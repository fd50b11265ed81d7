import { expect, it } from 'vitest';
import { connect } from '@/lib/db/client';
import { Failure, failed, failureOf, failures } from '@/lib/http/failure';

it.each(Object.entries(failures))(
  '%s has a status of its class and whole sentences',
  (_, failure) => {
    expect(failure.status).toBeGreaterThanOrEqual(400);
    expect(failure.status).toBeLessThan(600);
    expect(failure.words).toMatch(/^[A-Z].*\.$/);
  },
);

it('a failure answers with its code, its words and the field at fault', async () => {
  const response = failed(new Failure('bad-request', 'window must be 7.', 'window'));
  expect(response.status).toBe(400);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    error: { code: 'bad-request', message: 'window must be 7.', path: 'window' },
  });
});

it('what nobody foresaw tells nothing of its cause', async () => {
  const response = failed(failureOf(new Error('password is 1234')));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('1234');
});

it('a database that cannot be reached says when to try again', async () => {
  const database = connect('postgresql://nobody@127.0.0.1:1/nothing');
  const attempts = [
    () => database.$queryRaw`select 1`,
    () => database.apiToken.findMany(),
    () => database.$transaction((tx) => tx.apiToken.findMany()),
  ];
  for (const attempt of attempts) {
    const response = failed(failureOf(await attempt().catch((error: unknown) => error)));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
  }
  await database.$disconnect();
});
