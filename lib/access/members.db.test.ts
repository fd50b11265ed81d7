import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { join } from '@/lib/access/join';
import {
  changeMember,
  endSessions,
  invite,
  makePasswordLink,
  removeMember,
} from '@/lib/access/members';
import { makeLink } from '@/lib/access/one-time-links';
import { endOutlivedSessions } from '@/lib/access/session-lifetime';
import { testDatabase } from '@/lib/db/test-database';
import type { Role } from '@/lib/domain/member';
import { duringRequest } from '@/lib/request';

const db = testDatabase();
const who = 'Bob <bob@example.org>';

beforeEach(() => db.prisma.user.deleteMany());

async function add(name: string, role: Role): Promise<string> {
  const id = randomUUID();
  const email = `${name}@example.org`;
  await db.prisma.user.create({ data: { id, name, email, role } });
  return id;
}

async function signIn(userId: string) {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + 60_000);
  await db.prisma.session.create({ data: { id, token: id, userId, expiresAt } });
}

const administrators = () => db.prisma.user.count({ where: { role: 'admin' } });
const person = { name: 'Ada', password: 'nobody will ever guess this one' };
const lastEntry = () => db.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } });

describe('the last administrator', () => {
  it('is neither removed nor made anything less', async () => {
    const id = await add('ada', 'admin');
    await add('eve', 'editor');
    expect(await removeMember(db.prisma, id, who)).toBe('last-administrator');
    expect(await changeMember(db.prisma, { id, role: 'editor', teams: [] }, who)).toBe(
      'last-administrator',
    );
    expect(await changeMember(db.prisma, { id, role: 'admin', teams: [] }, who)).toBe('changed');
    expect(await administrators()).toBe(1);
  });

  it('stays where several leave at once', async () => {
    const ids = await Promise.all(['ada', 'eve', 'zoe', 'kim'].map((name) => add(name, 'admin')));
    const came = await Promise.all(
      ids.map((id, place) =>
        place % 2 === 0
          ? removeMember(db.prisma, id, who)
          : changeMember(db.prisma, { id, role: 'viewer', teams: [] }, who),
      ),
    );
    expect(came.filter((one) => one === 'last-administrator')).toHaveLength(1);
    expect(await administrators()).toBe(1);
  });
});

describe('a member', () => {
  it('is changed, and the audit trail holds what was and what is', async () => {
    await add('ada', 'admin');
    const id = await add('eve', 'editor');
    const change = { id, role: 'viewer', teams: ['payments'] } as const;
    expect(await changeMember(db.prisma, change, who)).toBe('changed');
    expect(await db.prisma.user.findUnique({ where: { id } })).toMatchObject({
      role: 'viewer',
      teams: ['payments'],
    });
    expect(await lastEntry()).toMatchObject({
      decidedBy: who,
      action: 'change-member',
      subject: 'eve@example.org',
      before: { role: 'editor', teams: [] },
      after: { role: 'viewer', teams: ['payments'] },
    });
  });

  it('is removed with all sessions and with the link that sets a password', async () => {
    await add('ada', 'admin');
    const id = await add('eve', 'editor');
    await signIn(id);
    await makePasswordLink(db.prisma, id, who, new Date());
    expect(await removeMember(db.prisma, id, who)).toBe('changed');
    expect(await removeMember(db.prisma, id, who)).toBe('unknown');
    expect(await db.prisma.session.count({ where: { userId: id } })).toBe(0);
    expect(await db.prisma.oneTimeLink.count({ where: { userId: id } })).toBe(0);
  });

  it('is signed out everywhere, and nobody else is', async () => {
    const [ada, eve] = [await add('ada', 'admin'), await add('eve', 'editor')];
    for (const id of [ada, eve, eve]) await signIn(id);
    expect(await endSessions(db.prisma, eve, who)).toBe(2);
    expect(await endSessions(db.prisma, 'nobody', who)).toBeUndefined();
    expect(await db.prisma.session.findMany()).toMatchObject([{ userId: ada }]);
  });

  it('is not invited again', async () => {
    await add('eve', 'editor');
    const draft = { email: 'eve@example.org', role: 'viewer', teams: [] } as const;
    expect(await invite(db.prisma, draft, who, new Date())).toBeUndefined();
  });
});

describe('the audit trail', () => {
  it('says who, by id, and from where', async () => {
    const id = await add('eve', 'editor');
    const request = { id: 'request-1', address: '192.0.2.7', from: { personId: 'bob' } };
    await duringRequest(request, () => endSessions(db.prisma, id, who));
    expect(await lastEntry()).toMatchObject({
      personId: 'bob',
      tokenId: null,
      address: '192.0.2.7',
      requestId: 'request-1',
    });
  });

  it('is only ever added to', async () => {
    const id = await add('eve', 'editor');
    await endSessions(db.prisma, id, who);
    const refused = /only ever added to/;
    const { auditEntry } = db.prisma;
    await expect(auditEntry.updateMany({ data: { decidedBy: 'nobody' } })).rejects.toThrow(refused);
    await expect(auditEntry.deleteMany()).rejects.toThrow(refused);
    await expect(db.prisma.$executeRaw`truncate audit_entry`).rejects.toThrow(refused);
    expect(await lastEntry()).toMatchObject({ decidedBy: who });
  });
});

describe('first links', () => {
  const first = { purpose: 'first', role: 'admin', madeBy: 'npm start' } as const;

  it('open from whichever process printed one, and only once among them all', async () => {
    const keys = await Promise.all(
      ['one', 'two', 'three'].map(() => makeLink(db.prisma, first, new Date())),
    );
    const came = await Promise.all(
      keys.map((key, place) => {
        const email = `ada-${place}@example.org`;
        return join(db.prisma, { key, email, ...person }, new Date(), async () => '');
      }),
    );
    expect(came.filter(({ refused }) => refused === undefined)).toHaveLength(1);
    expect(await administrators()).toBe(1);
  });

  it('open nothing once there is an administrator, also those that are printed after', async () => {
    await add('ada', 'admin');
    const key = await makeLink(db.prisma, first, new Date());
    const late = () => join(db.prisma, { key, email: 'late@example.org', ...person }, new Date());
    expect(await late()).toMatchObject({ path: 'key' });
    await db.prisma.user.deleteMany();
    expect(await late()).toMatchObject({ path: 'key' });
  });
});

describe('a session', () => {
  it('ends for good so long after it began, however often it was used', async () => {
    const id = await add('ada', 'admin');
    const day = 24 * 60 * 60_000;
    const now = new Date();
    for (const days of [89, 90]) {
      await signIn(id);
      await db.prisma.session.updateMany({
        where: { createdAt: { gt: new Date(now.getTime() - day) } },
        data: { createdAt: new Date(now.getTime() - days * day) },
      });
    }
    await endOutlivedSessions(db.prisma, now);
    expect(await db.prisma.session.count()).toBe(1);
  });
});
