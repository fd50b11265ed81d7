import type { PrismaClient } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import type { Settings } from '@/lib/domain/setting';
import { noteInAudit } from '@/lib/ledger/audit';
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
  await database.$transaction(async (tx) => {
    const before = (await loadSettings(tx))[key];
    await tx.$executeRaw`
      insert into setting (key, value) values (${key}, ${storableJson(value)}::jsonb)
      on conflict (key) do update set value = excluded.value`;
    await noteInAudit(tx, {
      decidedBy,
      action: 'change-setting',
      repository: null,
      subject: key,
      reason,
      before,
      after: value,
    });
    const decides = decided[key];
    if (decides === undefined) return;
    await requestRejudgement(tx, `Changed: ${decides}`, (await loadJudging(tx)).digest);
  });
}

/** What a setting decides of what is stored; nothing follows for it from the others. */
const decided: Partial<Record<keyof Settings, string>> = {
  incidentWindows: 'how far before an incident its deployment is looked for',
  hotfixMarks: 'what marks a change as a hotfix',
};
