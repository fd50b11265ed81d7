import { expect, it } from 'vitest';
import { readTokenCommand } from '@/lib/cli/token-command';

it.each([
  [['create', 'CI'], { verb: 'create', name: 'CI' }],
  [['create', ' Build on main '], { verb: 'create', name: 'Build on main' }],
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
  [['create', 'a\u001b[31m']],
  [['list', 'all']],
  [['revoke']],
  [['revoke', '0']],
  [['revoke', 'CI']],
  [['remove', '3']],
])('npm run token -- %j is answered with how to use it', (words) => {
  expect(readTokenCommand(words)).toBeUndefined();
});
