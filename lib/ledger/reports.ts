import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { applyBatch } from '@/lib/ledger/apply-batch';
import type { ChangeId } from '@/lib/ledger/overrides';

/** What a person saw break, of which no sender told. */
export interface PersonsReport {
  title: string;
  reason: string;
  /** When it broke. */
  at: Date;
}

/**
 * Stores a person's report that a merged change broke something.
 * @returns the uuid of the regression; undefined where the change cannot regress: a revert, a backport.
 */
export async function reportRegression(
  database: PrismaClient,
  { repository, key }: ChangeId,
  { title, reason, at }: PersonsReport,
  decidedBy: string,
): Promise<string | undefined> {
  const report = `page-${randomUUID()}`;
  const change = /^\d{1,9}$/.test(key) ? { number: Number(key) } : { sha: key };
  const named = { repository, report, change, title, text: reason };
  let regressionId: string | undefined;
  await applyBatch(database, [{ type: 'regression.reported', at: at.toISOString(), ...named }], {
    rank: 'api',
    within: async (tx) => {
      const [made] = await rows(
        tx,
        z.object({ id: z.guid() }),
        Prisma.sql`select g.id from regression g join repository r on r.id = g.repository_id
            where r.name = ${repository} and g.change_key = ${key} and g.cause_type = 'report'
              and g.cause_key = ${report}`,
      );
      regressionId = made?.id;
      await noteInAudit(tx, {
        decidedBy,
        action: 'report-regression',
        repository,
        subject: `${repository}/${key}`,
        reason,
        after: { report, title },
      });
    },
  });
  return regressionId;
}
