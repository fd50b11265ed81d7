import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { lastMomentOf } from '@/lib/access/tokens';
import { RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { TokenScope, tokenScopes } from '@/lib/domain/token-scope';

export const tokenUsage = [
  'Tokens let CI and tools use the API.',
  '  npm run token -- create "CI"   make one; the last line is the token, shown this once',
  `      --scope read               what it may do: ${tokenScopes.join(', ')}; post unless said; repeatable`,
  '      --repository acme/web      what it may post to and read of; all unless said; repeatable',
  '      --expires 2027-01-31       the last day on which it opens anything',
  '  npm run token -- list          show all, without the tokens themselves',
  '  npm run token -- revoke 3      end the one with this number',
].join('\n');

export type TokenCommand =
  | {
      verb: 'create';
      name: string;
      scopes: TokenScope[];
      repositories: string[];
      expiresAt: Date | undefined;
    }
  | { verb: 'list' }
  | { verb: 'revoke'; id: number };

const Options = z.strictObject({
  scope: z._default(z.array(TokenScope), ['post']),
  repository: z._default(z.array(RepositoryName), []),
  expires: z.optional(CalendarDate),
});

/** What was typed, or nothing where it is not understood. */
export function readTokenCommand(words: readonly string[]): TokenCommand | undefined {
  const { positionals, options } = readWords(words);
  const [verb, word, ...more] = positionals;
  const name = word?.trim() ?? '';
  if (options === undefined || more.length > 0) return undefined;
  // A name is printed among others: no line breaks, no escape sequences.
  if (verb === 'create' && /^[^\p{Cc}]{1,100}$/u.test(name)) {
    const { scope, repository, expires } = options;
    const expiresAt = expires === undefined ? undefined : lastMomentOf(expires);
    return { verb, name, scopes: scope, repositories: repository, expiresAt };
  }
  if (words.some((one) => one.startsWith('-'))) return undefined;
  if (verb === 'list' && word === undefined) return { verb };
  if (verb === 'revoke' && /^[1-9]\d{0,8}$/.test(name)) return { verb, id: Number(name) };
  return undefined;
}

function readWords(words: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true },
        repository: { type: 'string', multiple: true },
        expires: { type: 'string' },
      },
    });
    return { positionals, options: Options.safeParse(values).data };
  } catch {
    return { positionals: [] };
  }
}
