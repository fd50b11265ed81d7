import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { expect, it, vi } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';

const db = testDatabase();
const address = 'https://chat.example.org/hook/of-all';

/** The modules anew, under an environment of these secrets. */
async function under(present: string, before?: string) {
  vi.resetModules();
  vi.stubEnv('AFTERMERGE_SECRET', present);
  vi.stubEnv('AFTERMERGE_SECRET_BEFORE', before);
  const { addSource, findSource } = await import('@/lib/access/configured-sources');
  const { reseal } = await import('@/lib/access/reseal');
  const { sessionSecrets } = await import('@/lib/access/server-secret');
  const digests = await import('@/lib/digest/digests');
  return { addSource, findSource, reseal, sessionSecrets, ...digests };
}

const [first, second] = ['the first secret of this server', 'the second secret of this server'];

it('what was sealed is read while both secrets are known, and after it was sealed anew by one', async () => {
  const one = await under(first);
  const draft = { kind: 'github', name: 'Ours', repositories: [], secret: 'of the source' };
  const { id: source } = await one.addSource(db.prisma, draft, 'Ada');
  const told = { name: 'All', address, parts: ['week' as const], repositories: [] };
  const digest = await one.addDigest(db.prisma, told, 'Ada');
  const { secret } = one.sessionSecrets();
  await db.prisma.user.create({
    data: { id: 'ada', name: 'Ada', email: 'ada@example.org', updatedAt: new Date() },
  });
  // As better-auth sealed before it wrote down with which secret.
  const factor = { secret: await symmetricEncrypt({ key: secret, data: 'JBSWY3DP' }) };
  await db.prisma.twoFactor.create({
    data: { id: 'f', userId: 'ada', backupCodes: 'plain words', ...factor },
  });

  const both = await under(second, first);
  expect((await both.findSource(db.prisma, source))?.secrets).toEqual(['of the source']);
  expect(await both.reseal(db.prisma, 'Ada')).toBe(3);
  expect(await both.reseal(db.prisma, 'Ada')).toBe(0);

  const other = await under(second);
  expect((await other.findSource(db.prisma, source))?.secrets).toEqual(['of the source']);
  expect((await other.findDigest(db.prisma, digest))?.address.href).toBe(address);
  const [{ version, value }] = other.sessionSecrets().secrets;
  const key = { keys: new Map([[version, value]]), currentVersion: version };
  const kept = await db.prisma.twoFactor.findUniqueOrThrow({ where: { id: 'f' } });
  expect(await symmetricDecrypt({ key, data: kept.secret })).toBe('JBSWY3DP');
  expect(kept.backupCodes).toBe('plain words');
});

it('where one opens with neither, nothing is changed', async () => {
  const before = await db.prisma.source.findMany();
  const { reseal } = await under('a third secret of this server', first);
  await expect(reseal(db.prisma, 'Ada')).rejects.toThrow('another key');
  expect(await db.prisma.source.findMany()).toEqual(before);
});
