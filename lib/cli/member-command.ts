import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { EmailAddress, Role, roles } from '@/lib/domain/member';
import { TeamId } from '@/lib/domain/team';

export const memberUsage = [
  'Members are the people who may sign in.',
  '  npm run member -- invite ada@example.org   make an invitation; the last line is its address, which works once',
  `      --role editor                          what they may do: ${roles.join(', ')}; viewer unless said`,
  '      --team payments                        whose repositories they see; all unless said; repeatable',
  '  npm run member -- password ada@example.org make an address that sets a new password, once',
  '  npm run member -- list                     show all',
].join('\n');

export type MemberCommand =
  | { verb: 'invite'; email: string; role: Role; teams: string[] }
  | { verb: 'password'; email: string }
  | { verb: 'list' };

const Options = z.strictObject({
  role: z._default(Role, 'viewer'),
  team: z._default(z.array(TeamId), []),
});

/** What was typed, or nothing where it is not understood. */
export function readMemberCommand(words: readonly string[]): MemberCommand | undefined {
  const { positionals, options } = readWords(words);
  const [verb, word, ...more] = positionals;
  if (options === undefined || more.length > 0) return undefined;
  const { data: email } = EmailAddress.safeParse(word);
  if (verb === 'invite' && email !== undefined) {
    return { verb, email, role: options.role, teams: options.team };
  }
  if (words.some((one) => one.startsWith('-'))) return undefined;
  if (verb === 'password' && email !== undefined) return { verb, email };
  return verb === 'list' && word === undefined ? { verb } : undefined;
}

function readWords(words: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { role: { type: 'string' }, team: { type: 'string', multiple: true } },
    });
    return { positionals, options: Options.safeParse(values).data };
  } catch {
    return { positionals: [] };
  }
}
