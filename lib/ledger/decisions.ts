import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import {
  type AuditAction,
  type CauseType,
  type Decision,
  RegressionKey,
} from '@/lib/domain/decision';
import { applyConsequences } from '@/lib/ledger/apply-news';
import { withLockedRepository } from '@/lib/ledger/locked-repository';
import { touched } from '@/lib/ledger/touched';

/** What a person decides about a regression that was found or linked. */
export interface RegressionDecision {
  repository: string;
  /** Its uuid, without the repository. */
  regressionId: string;
  decision: Exclude<Decision, 'linked'>;
  reason: string;
}

/** What the audit trail calls each decision. */
export const actions: Record<Decision, AuditAction> = {
  confirmed: 'confirm-regression',
  dismissed: 'dismiss-regression',
  linked: 'link-regression',
  unlinked: 'unlink-regression',
};

/**
 * Confirms, dismisses or unlinks a regression, whatever the rules say of it from then on.
 * @returns false where no such regression is known.
 */
export async function decideRegression(
  database: PrismaClient,
  { repository, regressionId, decision, reason }: RegressionDecision,
  decidedBy: string,
): Promise<boolean> {
  const decided = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    const named = await findRegression(tx, repositoryId, regressionId);
    if (named === undefined) return false;
    await write(tx, { repositoryId, repository, regressionId, named, decision, reason, decidedBy });
    return true;
  });
  return decided ?? false;
}

/** Why nothing was linked: there is no such change (merged), or no such cause. */
export type LinkRefusal = 'unknown-change' | 'unknown-cause';

/**
 * Links what broke to a change that no rule linked it to, or links again what was unlinked.
 * @returns the regression's uuid, or why there is none.
 */
export async function linkRegression(
  database: PrismaClient,
  repository: string,
  named: RegressionKey,
  reason: string,
  decidedBy: string,
): Promise<{ regressionId: string } | { refused: LinkRefusal }> {
  const linked = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    const { changeKey, kind, causeType, causeKey } = named;
    const merged = { repositoryId, key: changeKey, outcome: 'merged' };
    if ((await tx.change.count({ where: merged })) === 0) {
      return { refused: 'unknown-change' as const };
    }
    if (changeKey === causeKey || !(await isKnown(tx, repositoryId, causeType, causeKey))) {
      return { refused: 'unknown-cause' as const };
    }
    const [made] = await rows(
      tx,
      z.object({ id: z.guid() }),
      Prisma.sql`select md5(concat_ws(' ', ${repositoryId}::int, ${changeKey}::text, ${kind}::text,
        ${causeType}::text, ${causeKey}::text))::uuid as id`,
    );
    const regressionId = made?.id ?? '';
    const decision = 'linked';
    await write(tx, { repositoryId, repository, regressionId, named, decision, reason, decidedBy });
    return { regressionId };
  });
  return linked ?? { refused: 'unknown-change' };
}

/** Lets the rules decide again. @returns false where nothing was decided. */
export async function undoDecision(
  database: PrismaClient,
  { repository, regressionId }: Pick<RegressionDecision, 'repository' | 'regressionId'>,
  decidedBy: string,
): Promise<boolean> {
  const undone = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    const before = await findDecision(tx, repositoryId, regressionId);
    if (before === undefined) return false;
    await tx.regressionDecision.delete({
      where: { repositoryId_regressionId: { repositoryId, regressionId } },
    });
    await noteInAudit(tx, {
      decidedBy,
      action: 'undo-decision',
      repository,
      subject: `${repository}/${regressionId}`,
      reason: before.reason,
      before,
    });
    await applyConsequences(tx, touched([{ repositoryId, key: before.changeKey }]));
    return true;
  });
  return undone ?? false;
}

interface Decided {
  repositoryId: number;
  repository: string;
  regressionId: string;
  named: RegressionKey;
  decision: Decision;
  reason: string;
  decidedBy: string;
}

async function write(tx: Prisma.TransactionClient, decided: Decided): Promise<void> {
  const { repositoryId, repository, regressionId, named, decision, reason, decidedBy } = decided;
  const before = await findDecision(tx, repositoryId, regressionId);
  const told = { ...named, decision, reason, decidedBy, decidedAt: new Date() };
  await tx.regressionDecision.upsert({
    where: { repositoryId_regressionId: { repositoryId, regressionId } },
    create: { repositoryId, regressionId, ...told },
    update: told,
  });
  await noteInAudit(tx, {
    decidedBy,
    action: actions[decision],
    repository,
    subject: `${repository}/${regressionId}`,
    reason,
    before,
    after: { ...named, decision },
  });
  await applyConsequences(tx, touched([{ repositoryId, key: named.changeKey }]));
}

/** What a regression is, found by the rules or only by an earlier decision. */
async function findRegression(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  regressionId: string,
): Promise<RegressionKey | undefined> {
  const [found] = await rows(
    tx,
    RegressionKey,
    Prisma.sql`
    select change_key as "changeKey", kind, cause_type as "causeType", cause_key as "causeKey"
    from regression where repository_id = ${repositoryId} and id = ${regressionId}::uuid
    union
    select change_key, kind, cause_type, cause_key from regression_decision
    where repository_id = ${repositoryId} and regression_id = ${regressionId}::uuid`,
  );
  return found;
}

async function findDecision(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  regressionId: string,
) {
  const found = await tx.regressionDecision.findUnique({
    where: { repositoryId_regressionId: { repositoryId, regressionId } },
    select: {
      changeKey: true,
      kind: true,
      causeType: true,
      causeKey: true,
      decision: true,
      reason: true,
    },
  });
  return found ?? undefined;
}

async function isKnown(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  causeType: CauseType,
  key: string,
): Promise<boolean> {
  const where = { repositoryId, key };
  switch (causeType) {
    case 'change':
      return (await tx.change.count({ where })) > 0;
    case 'incident':
      return (await tx.incident.count({ where })) > 0;
    case 'report':
      return (await tx.report.count({ where })) > 0;
    case 'deployment':
      return (await tx.deployment.count({ where })) > 0;
    case 'check':
      return (await tx.checkRun.count({ where: { repositoryId, sha: key } })) > 0;
  }
}
