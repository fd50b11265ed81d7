import { expect, test } from 'vitest';
import { connectionProblem, openDatabase, refuseOldServer } from '@/lib/db/open-database';

test.each(['15.0', '15.6 (Debian 15.6-0+deb12u1)', '18.4'])(
  'PostgreSQL %s is new enough',
  (version) => {
    expect(() => refuseOldServer(version)).not.toThrow();
  },
);

test.each(['14.11', '9.6.24', 'unknown'])('PostgreSQL %s is refused with what to do', (version) => {
  expect(() => refuseOldServer(version)).toThrow(/needs 15 or later: upgrade it/);
});

test.each([
  ['28P01', /correct user and password/],
  ['3D000', /create it/],
  ['ECONNREFUSED', /start it/],
])('a connection that fails with %s says what to do, without the password', (code, advice) => {
  const problem = connectionProblem(
    'postgresql://me:hush@db.example:5433/app',
    Object.assign(new Error('no'), { code }),
  );
  expect(problem.message).toMatch(advice);
  expect(problem.message).toContain('db.example:5433');
  expect(problem.message).not.toContain('hush');
});

test('a server that is not there is named in one sentence', async () => {
  const opening = openDatabase({ databaseUrl: 'postgresql://a:b@127.0.0.1:1/c', dataFolder: '' });
  await expect(opening).rejects.toThrow(
    /No PostgreSQL answers at 127.0.0.1:1 .*ECONNREFUSED.*: start it/,
  );
});
