import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import { Settings } from '@/lib/domain/setting';
import { loadJudging, loadSettings } from '@/lib/ledger/judging';
import { requestRejudgement } from '@/lib/ledger/rejudgements';

/** Sets one of the settings, and asks for what it decides of changes to be decided anew. */
export async function changeSetting<Key extends keyof Settings>(
  database: PrismaClient,
  key: Key,
  value: Settings[Key],
  reason: string,
  decidedBy: string,
): Promise<void> {
  await database.$transaction((tx) =>
    write(tx, { action: 'change-setting', key, value, reason, decidedBy }),
  );
}

const Changed = z.object({ key: z.keyof(Settings), before: z.unknown(), reason: z.string() });

/** What came of undoing: there is no such entry, or the setting was changed again since. */
export type SettingUndone = 'undone' | 'unknown' | 'superseded';

/** Sets a setting to what it was before the change that an entry of the audit trail tells of. */
export async function undoSetting(
  database: PrismaClient,
  entry: string,
  decidedBy: string,
): Promise<SettingUndone> {
  return database.$transaction(async (tx) => {
    const [changed] = await rows(
      tx,
      Changed,
      Prisma.sql`select subject as key, before, reason from audit_entry
        where id = ${entry}::bigint and action = 'change-setting'`,
    );
    if (changed === undefined) return 'unknown';
    const { key, before, reason } = changed;
    // Whoever changes it at this moment is waited for, and then was the last.
    await tx.$executeRaw`select from setting where key = ${key} for update`;
    const [later] = await rows(
      tx,
      z.object({ any: z.boolean() }),
      Prisma.sql`select exists (select from audit_entry where repository is null
        and subject = ${key} and id > ${entry}::bigint
        and action in ('change-setting', 'undo-setting')) as any`,
    );
    if (later?.any !== false) return 'superseded';
    const value = Settings.parse({ ...(await loadSettings(tx)), [key]: before })[key];
    await write(tx, { action: 'undo-setting', key, value, reason, decidedBy });
    return 'undone';
  });
}

interface Written {
  action: 'change-setting' | 'undo-setting';
  key: keyof Settings;
  value: Settings[keyof Settings];
  reason: string;
  decidedBy: string;
}

async function write(
  tx: Prisma.TransactionClient,
  { action, key, value, reason, decidedBy }: Written,
): Promise<void> {
  const before = (await loadSettings(tx))[key];
  await tx.$executeRaw`
    insert into setting (key, value) values (${key}, ${storableJson(value)}::jsonb)
    on conflict (key) do update set value = excluded.value`;
  await noteInAudit(tx, {
    decidedBy,
    action,
    repository: null,
    subject: key,
    reason,
    before,
    after: value,
  });
  const decides = decided[key];
  if (decides === undefined) return;
  await requestRejudgement(tx, `Changed: ${decides}`, (await loadJudging(tx)).digest);
}

/** What a setting decides of what is stored; nothing follows for it from the others. */
const decided: Partial<Record<keyof Settings, string>> = {
  incidentWindows: 'how far before an incident its deployment is looked for',
  hotfixMarks: 'what marks a change as a hotfix',
};
