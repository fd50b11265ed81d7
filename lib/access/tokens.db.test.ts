import { describe, expect, it } from 'vitest';
import { createToken, listTokens, revokeToken, verifyToken } from '@/lib/access/tokens';
import { testDatabase } from '@/lib/db/test-database';

const db = testDatabase();
const verify = (authorization: string | null) => verifyToken(db.prisma, authorization);

describe('a token', () => {
  it('opens the API for whoever holds it, and the database does not hold it', async () => {
    const { id, token } = await createToken(db.prisma, { name: 'CI', scopes: ['post'] }, 'Ada');
    expect(token).toMatch(/^am_[\w-]{51}$/);
    expect(await verify(`Bearer ${token}`)).toEqual({ token: expect.objectContaining({ id }) });
    expect(await verify(`bearer ${token}`)).toEqual({ token: expect.objectContaining({ id }) });
    const stored = await db.prisma.apiToken.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(stored)).not.toContain(token.slice(3, 20));
  });

  it('that is revoked opens nothing, and stays in the list', async () => {
    const { id, token } = await createToken(db.prisma, { name: 'Old', scopes: ['post'] }, 'Ada');
    expect(await revokeToken(db.prisma, id, 'Ada')).toBe(true);
    expect(await revokeToken(db.prisma, id, 'Ada')).toBe(true);
    expect(await verify(`Bearer ${token}`)).toEqual({ refused: 'This token was revoked.' });
    expect(await listTokens(db.prisma)).toContainEqual(
      expect.objectContaining({ id, name: 'Old', revokedAt: expect.any(Date) }),
    );
  });

  it('that is not there cannot be revoked', async () => {
    expect(await revokeToken(db.prisma, 999_999, 'Ada')).toBe(false);
  });

  it('notes when it was used, not at every use', async () => {
    const { id, token } = await createToken(db.prisma, { name: 'Used', scopes: ['post'] }, 'Ada');
    const lastUse = async () =>
      (await db.prisma.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    expect(await lastUse()).toBeNull();
    await verify(`Bearer ${token}`);
    const first = await lastUse();
    expect(first).toBeInstanceOf(Date);
    await verify(`Bearer ${token}`);
    expect(await lastUse()).toEqual(first);
  });

  it('is refused in clear words', async () => {
    const { token } = await createToken(db.prisma, { name: 'Refused', scopes: ['post'] }, 'Ada');
    const unknown = await createToken(db.prisma, { name: 'Gone', scopes: ['post'] }, 'Ada');
    await db.prisma.apiToken.delete({ where: { id: unknown.id } });
    expect(await verify(null)).toEqual({ refused: expect.stringContaining('Send a token') });
    expect(await verify(token)).toEqual({ refused: expect.stringContaining('word Bearer') });
    expect(await verify('Basic abc')).toEqual({ refused: expect.stringContaining('word Bearer') });
    expect(await verify(`Bearer ${token.slice(0, -1)}`)).toEqual({
      refused: expect.stringContaining('not a whole token'),
    });
    expect(await verify(`Bearer ${unknown.token}`)).toEqual({
      refused: 'This token is not known here.',
    });
  });
});
