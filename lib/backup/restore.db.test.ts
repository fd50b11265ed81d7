import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { backUp } from '@/lib/backup/back-up';
import { passing } from '@/lib/backup/manifest';
import { restore } from '@/lib/backup/restore';
import { listTables, quoted } from '@/lib/backup/tables';
import { applyMigrations, migrationNames } from '@/lib/db/migrations';
import { createDatabase, dropDatabase } from '@/lib/db/scratch-database';
import { testDatabase } from '@/lib/db/test-database';
import { Filter } from '@/lib/domain/filter';
import { Rule } from '@/lib/domain/rule';
import { addRule } from '@/lib/ledger/rules';
import { compare } from '@/lib/measure/compare';
import { refreshRollup } from '@/lib/rollup/rollup';
import { loadSample } from '@/lib/sample/load';

const folder = mkdtempSync(join(tmpdir(), 'aftermerge-backup-'));
const file = join(folder, 'all.zip');
const [source, target] = [testDatabase(), testDatabase()];
afterAll(() => rmSync(folder, { recursive: true }));

const ruleOf = (pattern: string) =>
  Rule.parse({
    ...{ found: 'branch', pattern, authorship: 'agent', agent: 'acme' },
    reason: 'it works there',
  });

beforeAll(async () => {
  await loadSample(source.prisma, { until: '2026-06-01', scale: 0.1 });
  await addRule(source.prisma, ruleOf('bot/*'), 'Ada');
  // Asking counts what is to be counted anew; here nothing is left to be.
  await refreshRollup(source.prisma);
  await source.prisma.user.create({
    data: { id: 'ada', name: 'Ada', email: 'ada@example.org', updatedAt: new Date() },
  });
  await source.prisma.session.create({
    data: {
      id: 'one',
      token: 'of-ada',
      userId: 'ada',
      expiresAt: new Date('2030-01-01'),
      updatedAt: new Date(),
    },
  });
  await backUp(source.url, file);
}, 120_000);

/** A digest of the rows of each table that a backup holds. */
async function digests(url: string): Promise<Record<string, string>> {
  const client = new Client(url);
  await client.connect();
  try {
    const told: Record<string, string> = {};
    for (const table of await listTables(client)) {
      if (passing.includes(table)) continue;
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as told
         from ${quoted(table)} as t`,
      );
      told[table] = rows[0].told;
    }
    return told;
  } finally {
    await client.end();
  }
}

describe('a backup', () => {
  it('is readable by its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('comes back whole: every table, every answer, and the next ids', async () => {
    await restore(target.url, file, { replace: false });
    expect(await digests(target.url)).toEqual(await digests(source.url));
    const everything = Filter.parse({ from: '2024-06-01' });
    expect(await compare(target.prisma, everything)).toEqual(
      await compare(source.prisma, everything),
    );
    expect(await addRule(target.prisma, ruleOf('two/*'), 'Ada')).toBeGreaterThan(1);
  });

  it('lets nobody in who was signed in when it was made', async () => {
    expect(await target.prisma.user.count()).toBe(1);
    expect(await target.prisma.session.count()).toBe(0);
  });

  it('leaves the audit trail as hard to empty as before', async () => {
    await expect(target.prisma.$executeRaw`truncate audit_entry`).rejects.toThrow(
      'only ever added to',
    );
  });

  it('does not replace what is there unless that is said', async () => {
    const before = await digests(target.url);
    await expect(restore(target.url, file, { replace: false })).rejects.toThrow('--replace');
    expect(await digests(target.url)).toEqual(before);
    await restore(target.url, file, { replace: true });
    expect(await digests(target.url)).toEqual(await digests(source.url));
  });
});

describe('a file that is not what was written', () => {
  const whole = () => readFileSync(file);
  /** The same with one byte changed, in the middle of the rows of changes. */
  const altered = () => {
    const bytes = whole();
    const at = bytes.indexOf('tables/change.copy') + 400;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
    return bytes;
  };
  it.each<[string, () => Buffer, string]>([
    ['torn', () => whole().subarray(0, -1_000), 'is no whole backup'],
    ['altered', altered, 'was changed or torn'],
    ['something else', () => Buffer.from('no archive'), 'is no whole backup'],
  ])('and is %s leaves the database as it was', async (_, bytes, words) => {
    const wrong = join(folder, 'wrong.zip');
    writeFileSync(wrong, bytes());
    const before = await digests(target.url);
    await expect(restore(target.url, wrong, { replace: true })).rejects.toThrow(words);
    expect(await digests(target.url)).toEqual(before);
  });
});

describe('a backup of another version', () => {
  /** A database of its own with the first migrations alone, and what is made of it. */
  async function withDatabaseOf<Answer>(
    names: readonly string[],
    work: (url: string) => Promise<Answer>,
  ): Promise<Answer> {
    const server = new URL(inject('templateUrl'));
    server.pathname = 'postgres';
    const url = await createDatabase(server.href);
    await applyMigrations(url, names);
    return work(url).finally(() => dropDatabase(server.href, url));
  }
  const query = async (url: string, sql: string) => {
    const client = new Client(url);
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };
  const other = join(folder, 'other.zip');
  const insert = `insert into repository (name) values ('acme/old')`;

  it('that is older goes into an empty database, and is migrated there', async () => {
    const older = migrationNames().slice(0, -1);
    await withDatabaseOf(older, async (url) => {
      await query(url, insert);
      await backUp(url, other);
    });
    await expect(restore(target.url, other, { replace: true })).rejects.toThrow('older Aftermerge');
    await withDatabaseOf(migrationNames(), async (url) => {
      await restore(url, other, { replace: false });
      const { rows } = await query(url, 'select name from repository');
      expect(rows).toEqual([{ name: 'acme/old' }]);
      expect(await applyMigrations(url)).toEqual([]);
    });
  });

  it('that is newer is refused', async () => {
    await withDatabaseOf(migrationNames(), async (url) => {
      await query(
        url,
        `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
         values ('x', 'x', now(), '29990101000000_later', 1)`,
      );
      await backUp(url, other);
    });
    await expect(restore(target.url, other, { replace: true })).rejects.toThrow('newer Aftermerge');
  });
});
