import type { Identity } from '@/lib/attribution/marks';
import type { Account } from '@/lib/domain/change';

/** An account by all that is known of it, in lower case; a login and id may come from its address. */
export interface Known {
  email: string | undefined;
  login: string | undefined;
  id: number | undefined;
  name: string;
  bot: boolean;
}

// GitHub writes `id+login@`, GitLab `id-login@`.
const privateAddress = /^(?:(\d{1,15})[+-])?([^@]{1,200})@users\.noreply\.git(?:hub|lab)\.com$/;

export function knownOf(account: Account): Known {
  const email = account.email?.trim().toLowerCase();
  const name = account.name?.trim() ?? '';
  const [, id, fromAddress] = privateAddress.exec(email ?? '') ?? [];
  // A name that ends in [bot] is an app's login; people's names are never read.
  const fromName = name.endsWith('[bot]') ? name.toLowerCase() : undefined;
  const told = account.login
    ?.trim()
    .toLowerCase()
    .replace(/^app\/(.+)$/, '$1[bot]');
  return {
    email,
    login: fromAddress ?? told ?? fromName,
    id: id === undefined ? undefined : Number(id),
    name,
    bot: account.bot === true,
  };
}

function matches(identity: Identity, known: Known): boolean {
  if ('email' in identity) return known.email === identity.email;
  if ('namePattern' in identity) return identity.namePattern.test(known.name);
  if (known.login === undefined) return false;
  if ('loginPattern' in identity) return identity.loginPattern.test(known.login);
  return (
    known.login === identity.login &&
    (identity.id === undefined || identity.id === known.id) &&
    (identity.botOnly !== true || known.bot)
  );
}

/** Finds the first row whose identity fits; those with a pattern are tried one by one, last. */
export function indexIdentities<T>(rows: readonly T[], identityOf: (row: T) => Identity) {
  const byWord = new Map<string, T[]>();
  const patterns: T[] = [];
  for (const row of rows) {
    const identity = identityOf(row);
    const word =
      'email' in identity ? identity.email : 'login' in identity ? identity.login : undefined;
    if (word === undefined) patterns.push(row);
    else byWord.set(word, [...(byWord.get(word) ?? []), row]);
  }
  return (known: Known): T | undefined =>
    [
      ...(byWord.get(known.email ?? '') ?? []),
      ...(byWord.get(known.login ?? '') ?? []),
      ...patterns,
    ].find((row) => matches(identityOf(row), known));
}

/** An account as one line of evidence: its name and address, or its login. */
export function accountText({ name, email, login }: Account): string {
  if (email !== undefined) return name === undefined ? `<${email}>` : `${name} <${email}>`;
  return login ?? name ?? '';
}
