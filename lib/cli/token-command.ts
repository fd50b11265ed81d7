export const tokenUsage = [
  'Tokens let CI and tools post to /api/v1/events.',
  '  npm run token -- create "CI"   make one; the last line is the token, shown this once',
  '  npm run token -- list          show all, without the tokens themselves',
  '  npm run token -- revoke 3      end the one with this number',
].join('\n');

export type TokenCommand =
  | { verb: 'create'; name: string }
  | { verb: 'list' }
  | { verb: 'revoke'; id: number };

/** What was typed, or nothing where it is not understood. */
export function readTokenCommand([verb, word, ...more]: readonly string[]):
  | TokenCommand
  | undefined {
  const name = word?.trim() ?? '';
  if (more.length > 0) return undefined;
  if (verb === 'list' && word === undefined) return { verb };
  // A name is printed among others: no line breaks, no escape sequences.
  if (verb === 'create' && /^[^\p{Cc}]{1,100}$/u.test(name) && !name.startsWith('-')) {
    return { verb, name };
  }
  if (verb === 'revoke' && /^[1-9]\d{0,8}$/.test(name)) return { verb, id: Number(name) };
  return undefined;
}
