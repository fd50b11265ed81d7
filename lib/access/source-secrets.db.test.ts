import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { webhookSecret, webhookSecrets } from '@/lib/access/source-secrets';
import { testDatabase } from '@/lib/db/test-database';

const db = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
vi.stubEnv('AFTERMERGE_SECRET', '');
vi.stubEnv('GITHUB_WEBHOOK_SECRET', '');
vi.stubEnv('GITHUB_WEBHOOK_SECRET_BEFORE', 'the one before');

it('a secret is made once, whoever asks first, and is not readable in the database', async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => webhookSecret(db.prisma)));
  const [secret = ''] = secrets;
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(new Set(secrets).size).toBe(1);
  expect(await webhookSecrets(db.prisma)).toEqual([secret, 'the one before']);
  const stored = await db.prisma.source.findUniqueOrThrow({ where: { kind: 'github' } });
  expect(Buffer.from(stored.secret ?? []).toString('latin1')).not.toContain(secret);
});
