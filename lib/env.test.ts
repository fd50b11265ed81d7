import { expect, test } from 'vitest';
import { readEnvironment } from '@/lib/env';

test('an empty environment means the defaults', () => {
  expect(readEnvironment({ DATABASE_URL: '' })).toEqual({
    AFTERMERGE_ALLOWED_HOSTS: [],
    AFTERMERGE_DRAIN_SECONDS: 0,
    AFTERMERGE_DATA: '.data',
    AFTERMERGE_TRUST_PROXY: 0,
    AFTERMERGE_WORKER: 'here',
    OIDC_NAME: 'single sign-on',
    PORT: 3000,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
  });
});

test.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['AFTERMERGE_SECRET', 'short'],
  ['LOG_LEVEL', 'loud'],
])('a wrong %s (%s) is refused by name', (name, value) => {
  expect(() => readEnvironment({ [name]: value })).toThrow(
    new RegExp(`variable ${name} must .*unset it`),
  );
});
