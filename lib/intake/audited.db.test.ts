import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { addSource } from '@/lib/access/configured-sources';
import { testDatabase } from '@/lib/db/test-database';
import { replay } from '@/lib/intake/deliveries';
import { trySource } from '@/lib/intake/try-source';

const database = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
const lastEntry = () => database.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } });

it('a source that is tried and deliveries that are applied again are in the audit trail', async () => {
  const draft = { kind: 'github', name: 'Ours', repositories: [] } as const;
  const { id } = await addSource(database.prisma, { ...draft, secret: 'a secret of tests' }, 'ann');
  expect(await trySource(database.prisma, 'nothing', 'ann')).toBeUndefined();
  const tried = await trySource(database.prisma, id, 'ann');
  const delivery = { delivery: tried?.id };
  const about = { decidedBy: 'ann', action: 'test-source', subject: id, after: delivery };
  expect(await lastEntry()).toMatchObject(about);
  const deliveries = [{ source: id, id: tried?.id ?? '' }];
  expect(await replay(database.prisma, { deliveries }, 'bob')).toBe(1);
  const replayed = { decidedBy: 'bob', action: 'replay', subject: '1 delivery' };
  expect(await lastEntry()).toMatchObject({ ...replayed, after: { deliveries } });
});
