import { expect, test } from 'vitest';
import { readOrigin } from '@/lib/history/origin';

test.each([
  ['https://github.com/acme/web.git', 'acme/web', 'https://github.com/acme/web/pull/7'],
  ['git@github.com:acme/web.git', 'acme/web', 'https://github.com/acme/web/pull/7'],
  ['ssh://git@ssh.github.com:443/acme/web', 'acme/web', 'https://github.com/acme/web/pull/7'],
  [
    'https://ana:secret@github.acme.com:8443/a/b/',
    'a/b',
    'https://github.acme.com:8443/a/b/pull/7',
  ],
  ['git@gitlab.com:g/sub/p.git', 'g/sub/p', 'https://gitlab.com/g/sub/p/-/merge_requests/7'],
])('%s tells name and links', (address, name, pullRequest) => {
  const origin = readOrigin(address);
  expect(origin?.name).toBe(name);
  expect(origin?.links?.pullRequest(7)).toBe(pullRequest);
});

test('a host whose pages are not known tells only the name', () => {
  expect(readOrigin('https://code.acme.com/acme/web.git')).toEqual({ name: 'acme/web' });
});

test.each(['/srv/git/web.git', '../web', 'file:///srv/web', 'C:\\web', '', 'https://github.com/'])(
  '"%s" tells nothing',
  (address) => {
    expect(readOrigin(address)).toBeUndefined();
  },
);
