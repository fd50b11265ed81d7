import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { hashPassword as hashAsBefore } from 'better-auth/crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Auth, makeAuth } from '@/lib/access/auth';
import { join } from '@/lib/access/join';
import { makeLink } from '@/lib/access/one-time-links';
import { totpOf } from '@/lib/access/test-totp';
import { testDatabase } from '@/lib/db/test-database';
import { duringRequest } from '@/lib/request';

const db = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(joinPath(tmpdir(), 'aftermerge-')));

const email = 'ada@example.org';
const password = 'only for tests of sign-ins 41c';
const origin = 'http://localhost:3000';
let auth: Auth;
/** Nobody outside is asked whether a password was stolen. */
const noneBreached = async () => '';

beforeAll(async () => {
  auth = makeAuth(db.prisma, noneBreached);
  const draft = { purpose: 'invitation', madeBy: 'Bob', email } as const;
  const key = await makeLink(db.prisma, draft, new Date());
  await join(db.prisma, { key, name: 'Ada', password }, new Date(), noneBreached);
});

/** A browser as far as better-auth can tell: it keeps its cookies. */
function browser() {
  const cookies = new Map<string, string>();
  return async (path: string, body: object) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'content-type': 'application/json', host: 'localhost:3000', origin, cookie };
    const asked = new Request(`${origin}/api/auth${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const answer = await duringRequest({ id: 'request-1', address: '192.0.2.7' }, () =>
      auth.handler(asked),
    );
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: answer.status, told: JSON.parse(await answer.text()) };
  };
}

/** What the audit trail says that was done by the work, in order. */
async function noted(work: () => Promise<unknown>) {
  const last = await db.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } });
  await work();
  return db.prisma.auditEntry.findMany({
    where: { id: { gt: last?.id ?? 0n } },
    orderBy: { id: 'asc' },
    omit: { id: true, at: true, tokenId: true, repository: true, address: true, requestId: true },
  });
}

const ada = { decidedBy: `Ada <${email}>`, subject: email, personId: expect.any(String) };

describe('the audit trail tells', () => {
  it('who signed in, and from where', async () => {
    const entries = await noted(() => browser()('/sign-in/email', { email, password }));
    expect(entries).toMatchObject([{ ...ada, action: 'sign-in', reason: 'By password.' }]);
    const last = await db.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } });
    expect(last).toMatchObject({ address: '192.0.2.7', requestId: 'request-1' });
  });

  it('who signed out, once, and nothing of who is not signed in', async () => {
    const ask = browser();
    await ask('/sign-in/email', { email, password });
    const entries = await noted(async () => {
      expect((await ask('/sign-out', {})).status).toBe(200);
      expect((await ask('/sign-out', {})).status).toBe(200);
    });
    expect(entries).toMatchObject([{ ...ada, action: 'sign-out', reason: '' }]);
  });

  it('of a wrong password, without what was typed for an address that nobody has', async () => {
    const wrong = { email, password: 'something else entirely' };
    const nobody = { email: 'my-password@example.org', password };
    const entries = await noted(async () => {
      await browser()('/sign-in/email', wrong);
      await browser()('/sign-in/email', nobody);
    });
    const failed = { decidedBy: 'somebody', action: 'fail-to-sign-in', reason: '', personId: null };
    expect(entries).toMatchObject([
      { ...failed, subject: email },
      { ...failed, subject: 'an unknown address' },
    ]);
  });

  it('of another name, and refuses anything else that people would say of themselves', async () => {
    const ask = browser();
    await ask('/sign-in/email', { email, password });
    const entries = await noted(async () => {
      expect((await ask('/update-user', { name: ' Ada L. ' })).status).toBe(200);
      for (const more of [{ image: 'x' }, { role: 'admin' }, { name: '' }]) {
        expect((await ask('/update-user', { name: 'Ada', ...more })).status).toBe(400);
      }
      await ask('/update-user', { name: 'Ada' });
    });
    expect(entries).toMatchObject([
      { reason: 'Another name.', before: { name: 'Ada' }, after: { name: 'Ada L.' } },
      { reason: 'Another name.', before: { name: 'Ada L.' }, after: { name: 'Ada' } },
    ]);
    expect(await db.prisma.user.findUnique({ where: { email } })).toMatchObject({ role: 'viewer' });
  });

  it('of a second step: set up, failed, given, and done without', async () => {
    const ask = browser();
    await ask('/sign-in/email', { email, password });
    const { told } = await ask('/two-factor/enable', { password });
    const code = () => totpOf(told.totpURI, new Date());
    const entries = await noted(async () => {
      await ask('/two-factor/verify-totp', { code: code() });
      const elsewhere = browser();
      await elsewhere('/sign-in/email', { email, password });
      await elsewhere('/two-factor/verify-totp', { code: 'abcdef' });
      await elsewhere('/two-factor/verify-totp', { code: code() });
      await ask('/two-factor/disable', { password });
    });
    expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
      ['change-account', 'A second step was set up.'],
      ['fail-to-sign-in', 'By password and authenticator app.'],
      ['sign-in', 'By password and authenticator app.'],
      ['change-account', 'No second step any more.'],
    ]);
  });

  it('of a new password once, which is no sign-in and ends all other sessions, asked for or not', async () => {
    const ask = browser();
    const elsewhere = browser();
    await elsewhere('/sign-in/email', { email, password });
    await ask('/sign-in/email', { email, password });
    const newPassword = 'another one for tests 9d2';
    const change = { currentPassword: password, newPassword, revokeOtherSessions: false };
    const entries = await noted(() => ask('/change-password', change));
    expect((await ask('/update-user', { name: 'Ada' })).status).toBe(200);
    expect((await elsewhere('/update-user', { name: 'Ada' })).status).toBe(401);
    expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
      ['change-account', 'A new password; all other sessions ended.'],
    ]);
  });
});

it('a password that is kept by a lower cost is kept anew once it is typed', async () => {
  const typed = 'another one for tests 9d2';
  const kept = { providerId: 'credential', user: { email } };
  await db.prisma.account.updateMany({
    where: kept,
    data: { password: await hashAsBefore(typed) },
  });
  const hash = async () => (await db.prisma.account.findFirstOrThrow({ where: kept })).password;
  expect((await browser()('/sign-in/email', { email, password: 'a wrong one' })).status).toBe(401);
  expect(await hash()).not.toMatch(/^\$scrypt\$/);
  for (const _ of ['kept before', 'kept anew']) {
    expect((await browser()('/sign-in/email', { email, password: typed })).status).toBe(200);
    expect(await hash()).toMatch(/^\$scrypt\$/);
  }
});
