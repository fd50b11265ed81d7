import { randomUUID } from 'node:crypto';
import { narrowTeam, target } from '@/e2e/fuzz/unseen';
import { makeLink } from '@/lib/access/one-time-links';
import { createToken } from '@/lib/access/tokens';
import type { PrismaClient } from '@/lib/db/generated/client';
import { type Role, roles } from '@/lib/domain/member';
import { type TokenScope, tokenScopes } from '@/lib/domain/token-scope';
import { Problem } from '@/lib/problem';

export const password = 'only for the fuzzer 91c4e';

/** Somebody or something that asks, and what an answer must never tell of it. */
interface Asker {
  name: string;
  headers: Record<string, string>;
  secret?: string;
  /** They see the target alone. */
  isNarrow?: true;
}

const membersOfEach = 3;

/**
 * All that ask in turn: members of each role, tools of each scope, a member and a tool that see the target alone, a
 * wrong token, and nobody.
 */
export async function askersOf(url: string, database: PrismaClient): Promise<Asker[]> {
  const members: Asker[] = [];
  for (const role of roles.flatMap((one) => Array.from({ length: membersOfEach }, () => one))) {
    members.push(await memberOf(url, database, role));
  }
  // One more of those whom the most is open to.
  const again = members.filter(({ name }) => name === 'admin');
  const tools: Asker[] = [];
  for (const scope of tokenScopes) {
    tools.push(await tokenOf(database, [scope]));
  }
  const narrow: Asker[] = [];
  for (let nth = 0; nth < membersOfEach; nth++) {
    const member = await memberOf(url, database, 'editor', [narrowTeam]);
    const tool = await tokenOf(database, tokenScopes, [target]);
    narrow.push(
      { ...member, name: 'editor of one team', isNarrow: true },
      { ...tool, name: 'tool of one team', isNarrow: true },
    );
  }
  const wrong = {
    name: 'a wrong token',
    headers: { authorization: `Bearer am_${'a'.repeat(51)}` },
  };
  const nobody = { name: 'nobody', headers: {} };
  return [...members, ...again, ...tools, ...narrow, wrong, nobody];
}

async function tokenOf(
  database: PrismaClient,
  scopes: readonly TokenScope[],
  repositories: readonly string[] = [],
): Promise<Asker> {
  const { token } = await createToken(database, { name: 'fuzz', scopes, repositories }, 'fuzz');
  const headers = { authorization: `Bearer ${token}` };
  return { name: `tool to ${scopes.join(' and ')}`, headers, secret: token };
}

async function memberOf(
  url: string,
  database: PrismaClient,
  role: Role,
  teams: readonly string[] = [],
): Promise<Asker> {
  const email = `${role}-${randomUUID()}@example.org`;
  const draft = { purpose: 'invitation', role, teams, email, madeBy: 'fuzz' } as const;
  const key = await makeLink(database, draft, new Date());
  const headers = { 'content-type': 'application/json', origin: url };
  const post = (path: string, told: object) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(told) });
  await post('/api/v1/join', { key, name: 'Fuzz', password });
  const signedIn = await post('/api/auth/sign-in/email', { email, password });
  const [cookie = ''] = signedIn.headers.get('set-cookie')?.split(';') ?? [];
  if (cookie === '') throw new Problem(`Nobody could sign in: ${await signedIn.text()}`);
  return { name: role, headers: { cookie, origin: url }, secret: cookie };
}
