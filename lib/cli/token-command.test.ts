import { expect, it } from 'vitest';
import { readTokenCommand } from '@/lib/cli/token-command';

it.each([
  [['create', 'CI'], { verb: 'create', name: 'CI', scopes: ['post'], repositories: [] }],
  [['create', ' Build on main '], expect.objectContaining({ name: 'Build on main' })],
  [
    ['create', 'Gate', '--scope', 'gate', '--scope', 'read', '--repository', 'acme/web'],
    expect.objectContaining({ scopes: ['gate', 'read'], repositories: ['acme/web'] }),
  ],
  [
    ['create', 'CI', '--expires', '2027-01-31'],
    expect.objectContaining({ expiresAt: new Date('2027-01-31T23:59:59.999Z') }),
  ],
  [['list'], { verb: 'list' }],
  [['revoke', '3'], { verb: 'revoke', id: 3 }],
])('npm run token -- %j is understood', (words, command) => {
  expect(readTokenCommand(words)).toEqual(command);
});

it.each([
  [[]],
  [['create']],
  [['create', '']],
  [['create', 'CI', 'two']],
  [['create', '--help']],
  [['create', 'CI', '--scope', 'write']],
  [['create', 'CI', '--expires', 'soon']],
  [['list', '--scope', 'post']],
  [['create', 'a\u001b[31m']],
  [['list', 'all']],
  [['revoke']],
  [['revoke', '0']],
  [['revoke', 'CI']],
  [['remove', '3']],
])('npm run token -- %j is answered with how to use it', (words) => {
  expect(readTokenCommand(words)).toBeUndefined();
});
