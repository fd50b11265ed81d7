import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { type Auth, makeAuth } from '@/lib/access/auth';
import { makeLink } from '@/lib/access/one-time-links';
import { startTestProvider, type TestProvider } from '@/lib/access/test-provider';
import { testDatabase } from '@/lib/db/test-database';

const db = testDatabase();
const origin = 'http://localhost:3000';
const client = { id: 'aftermerge', secret: 'a secret of tests' };
let provider: TestProvider;
let auth: Auth;

beforeAll(async () => {
  provider = await startTestProvider(client);
  vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
  vi.stubEnv('OIDC_ISSUER', provider.issuer);
  vi.stubEnv('OIDC_CLIENT_ID', client.id);
  vi.stubEnv('OIDC_CLIENT_SECRET', client.secret);
  for (const name of ['GITHUB', 'GITLAB', 'GOOGLE']) {
    vi.stubEnv(`${name}_CLIENT_ID`, `${name} id`);
    vi.stubEnv(`${name}_CLIENT_SECRET`, `${name} secret`);
  }
  vi.stubEnv('GITLAB_URL', 'https://git.example.org');
  auth = makeAuth(db.prisma);
});
afterAll(() => provider.close());

/** Somebody's browser: it keeps its cookies, and follows nothing by itself. */
function browser() {
  const cookies = new Map<string, string>();
  const send = async (url: string | URL, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: 'localhost:3000', origin, cookie, ...init.headers };
    const answer = await auth.handler(new Request(url, { ...init, headers }));
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  /** Begins to sign in there; answers with where the provider is asked. */
  const leave = async (name: string) => {
    const answer = await send(`${origin}/api/auth/sign-in/social`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ provider: name, callbackURL: '/', errorCallbackURL: '/sign-in' }),
    });
    return new URL(z.object({ url: z.string() }).parse(await answer.json()).url);
  };
  /** Comes back; answers with where that leads, and whether somebody is signed in then. */
  const comeBack = async (back: URL) => {
    const answer = await send(back);
    const session = await (await send(`${origin}/api/auth/get-session`)).json();
    return { to: answer.headers.get('location'), isIn: session !== null };
  };
  return { leave, comeBack };
}

const somebody = (more: object = {}) => {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.org`, email_verified: true, name: 'Ada', ...more };
};
const invite = (email: string) => {
  const allowed = { role: 'editor', teams: ['shop'] } as const;
  return makeLink(
    db.prisma,
    { purpose: 'invitation', madeBy: 'Bob', email, ...allowed },
    new Date(),
  );
};
const member = (email: string) => db.prisma.user.findUnique({ where: { email } });

async function signIn(told: ReturnType<typeof somebody>, more: Record<string, unknown> = {}) {
  const { leave, comeBack } = browser();
  return comeBack(provider.letIn(await leave('oidc'), told, more));
}

describe('whoever comes from an account elsewhere', () => {
  it('is refused where nobody has invited them', async () => {
    const told = somebody();
    expect(await signIn(told)).toEqual({
      to: expect.stringMatching(/^\/sign-in\?error=NOT_INVITED/),
      isIn: false,
    });
    expect(await member(told.email)).toBeNull();
  });

  it('has the role and the teams of their invitation, which works once', async () => {
    const told = somebody();
    await invite(told.email);
    expect(await signIn(told)).toEqual({ to: '/', isIn: true });
    expect(await member(told.email)).toMatchObject({ role: 'editor', teams: ['shop'] });
    const link = { purpose: 'invitation', email: told.email };
    expect(await db.prisma.oneTimeLink.count({ where: { ...link, usedAt: null } })).toBe(0);
    expect(await signIn(told)).toEqual({ to: '/', isIn: true });
    const stranger = somebody({ email: told.email.replace('@', '+x@') });
    expect((await signIn(stranger)).isIn).toBe(false);
  });

  it('is refused where the provider has not verified the invited address', async () => {
    const told = somebody({ email_verified: false });
    await invite(told.email);
    expect((await signIn(told)).isIn).toBe(false);
    expect(await member(told.email)).toBeNull();
  });

  it('does not take over a member’s account by an address that is not verified', async () => {
    const told = somebody();
    await invite(told.email);
    await signIn(told);
    const other = { ...told, sub: randomUUID(), email_verified: false };
    expect((await signIn(other)).isIn).toBe(false);
  });

  it('leaves no token of the provider behind that can be read', async () => {
    const told = somebody();
    await invite(told.email);
    await signIn(told);
    await signIn(told);
    const [account, ...others] = await db.prisma.account.findMany({
      where: { user: { email: told.email } },
    });
    expect(others).toEqual([]);
    expect(account).toMatchObject({ providerId: 'oidc', idToken: null });
    expect(account?.accessToken).not.toMatch(/^[\da-f]{8}-/);
  });
});

describe('an answer of the provider is refused', () => {
  const refused = async (wrong: (back: URL) => void, mine = browser()) => {
    const told = somebody();
    await invite(told.email);
    const back = provider.letIn(await mine.leave('oidc'), told);
    wrong(back);
    expect((await mine.comeBack(back)).isIn).toBe(false);
    expect(await member(told.email)).toBeNull();
  };

  it('with another state', () => refused((back) => back.searchParams.set('state', 'another')));
  it('without one', () => refused((back) => back.searchParams.delete('state')));
  it('with a code that it never gave', () =>
    refused((back) => back.searchParams.set('code', randomUUID())));

  it('in another browser than the one that left', async () => {
    const told = somebody();
    await invite(told.email);
    const back = provider.letIn(await browser().leave('oidc'), told);
    expect((await browser().comeBack(back)).isIn).toBe(false);
    expect(await member(told.email)).toBeNull();
  });

  it.each([
    ['for another client', { aud: 'another' }],
    ['of another issuer', { iss: 'https://example.org' }],
    ['with another nonce', { nonce: 'another' }],
    ['that is too old', { exp: 1 }],
  ])('whose token is one %s', async (_, more) => {
    const told = somebody();
    await invite(told.email);
    expect((await signIn(told, more)).isIn).toBe(false);
    expect(await member(told.email)).toBeNull();
  });
});

it.each([
  ['github', 'https://github.com/login/oauth/authorize', 'GITHUB id', 'user:email'],
  ['gitlab', 'https://git.example.org/oauth/authorize', 'GITLAB id', 'read_user'],
  ['google', 'https://accounts.google.com/o/oauth2/v2/auth', 'GOOGLE id', 'email'],
  ['oidc', undefined, client.id, 'email'],
])('%s is asked at its own address, for the address of who signs in', async (...told) => {
  const [name, address, id, scope] = told;
  const url = await browser().leave(name);
  expect(url.origin + url.pathname).toBe(address ?? `${provider.issuer}/authorize`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: id,
    response_type: 'code',
    redirect_uri: `${origin}/api/auth/callback/${name}`,
    scope: expect.stringContaining(scope),
    state: expect.stringMatching(/.{16}/),
  });
});
