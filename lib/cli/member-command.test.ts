import { expect, it } from 'vitest';
import { readMemberCommand } from '@/lib/cli/member-command';

it.each([
  [
    ['invite', 'Ada@Example.org'],
    { verb: 'invite', email: 'ada@example.org', role: 'viewer', teams: [] },
  ],
  [
    ['invite', 'ada@example.org', '--role', 'admin', '--team', 'a', '--team', 'b'],
    { verb: 'invite', email: 'ada@example.org', role: 'admin', teams: ['a', 'b'] },
  ],
  [['password', 'ada@example.org'], { verb: 'password', email: 'ada@example.org' }],
  [['list'], { verb: 'list' }],
])('npm run member -- %j is understood', (words, command) => {
  expect(readMemberCommand(words)).toEqual(command);
});

it.each([
  [[]],
  [['invite']],
  [['invite', 'ada']],
  [['invite', 'ada@example.org', '--role', 'owner']],
  [['invite', 'ada@example.org', '--rol', 'admin']],
  [['password', 'ada@example.org', '--role', 'admin']],
  [['list', 'all']],
])('npm run member -- %j is answered with how to use it', (words) => {
  expect(readMemberCommand(words)).toBeUndefined();
});
