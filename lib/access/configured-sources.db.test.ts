import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import {
  addSource,
  endSecretBefore,
  findSource,
  removeSource,
  rotateSecret,
} from '@/lib/access/configured-sources';
import { testDatabase } from '@/lib/db/test-database';

const db = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
vi.stubEnv('AFTERMERGE_SECRET', '');
vi.stubEnv('GITHUB_WEBHOOK_SECRET', '');
vi.stubEnv('GITHUB_WEBHOOK_SECRET_BEFORE', 'the one before');

it('the first source is made once, whoever asks first, and believes what the environment says', async () => {
  const found = await Promise.all(Array.from({ length: 8 }, () => findSource(db.prisma, 'github')));
  const [first] = found;
  expect(first?.secrets).toEqual(['the one before', expect.stringMatching(/^[\w-]{43}$/)]);
  expect(new Set(found.map((one) => one?.secrets.join())).size).toBe(1);
});

it.each(['', 'nothing-bcdfghjkmn', 'a\0b', "' or true --"])(
  'no source has the id %j',
  async (id) => {
    expect(await findSource(db.prisma, id)).toBeUndefined();
  },
);

it('a secret is not readable in the database', async () => {
  const { id, secret } = await addSource(
    db.prisma,
    {
      kind: 'pagerduty',
      name: 'On call',
      repositories: ['acme/web'],
    },
    'Ada',
  );
  expect(secret).toMatch(/^[\w-]{43}$/);
  const stored = await db.prisma.source.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(stored.secret).toString('latin1')).not.toContain(secret);
});

it('while a secret rotates the one before is believed, until it is ended', async () => {
  const draft = { kind: 'sentry', name: 'Sentry', repositories: [], secret: 'theirs' };
  const { id } = await addSource(db.prisma, draft, 'Ada');
  expect((await findSource(db.prisma, id))?.secrets).toEqual(['theirs']);
  const next = await rotateSecret(db.prisma, id, 'Ada');
  expect((await findSource(db.prisma, id))?.secrets).toEqual([next, 'theirs']);
  expect(await endSecretBefore(db.prisma, id, 'Ada')).toBe(true);
  expect((await findSource(db.prisma, id))?.secrets).toEqual([next]);
  expect(await removeSource(db.prisma, id, 'Ada')).toBe(true);
  expect(await findSource(db.prisma, id)).toBeUndefined();
  expect(await rotateSecret(db.prisma, id, 'Ada')).toBeUndefined();
});
