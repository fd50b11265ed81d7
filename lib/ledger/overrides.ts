import { noteInAudit } from '@/lib/audit/note';
import type { Prisma, PrismaClient } from '@/lib/db/generated/client';
import type { Override } from '@/lib/domain/decision';
import { applyNews } from '@/lib/ledger/apply-news';
import { loadJudging } from '@/lib/ledger/judging';
import { withLockedRepository } from '@/lib/ledger/locked-repository';
import { noNews } from '@/lib/ledger/news';
import { loadOverrides } from '@/lib/ledger/stored-changes';

/** A change as people name it: its repository and its key there. */
export interface ChangeId {
  repository: string;
  key: string;
}

/**
 * Lets a person's word on who wrote a change stand above every mark, until it is undone.
 * @returns false where no such change is known.
 */
export async function overrideAuthorship(
  database: PrismaClient,
  change: ChangeId,
  override: Override,
  decidedBy: string,
): Promise<boolean> {
  return decideOn(database, change, async (tx, repositoryId) => {
    const { authorship, agent = null, reason } = override;
    const before = await findOverride(tx, repositoryId, change.key);
    const told = { authorship, agent, reason, decidedBy, decidedAt: new Date() };
    await tx.authorshipOverride.upsert({
      where: { repositoryId_changeKey: { repositoryId, changeKey: change.key } },
      create: { repositoryId, changeKey: change.key, ...told },
      update: told,
    });
    await noteInAudit(tx, {
      decidedBy,
      action: 'override-authorship',
      repository: change.repository,
      subject: `${change.repository}/${change.key}`,
      reason,
      before,
      after: override,
    });
  });
}

/** Lets the marks decide again. @returns false where no such change is known. */
export async function undoOverride(
  database: PrismaClient,
  change: ChangeId,
  decidedBy: string,
): Promise<boolean> {
  return decideOn(database, change, async (tx, repositoryId) => {
    const before = await findOverride(tx, repositoryId, change.key);
    if (before === undefined) return;
    await tx.authorshipOverride.delete({
      where: { repositoryId_changeKey: { repositoryId, changeKey: change.key } },
    });
    await noteInAudit(tx, {
      decidedBy,
      action: 'undo-override',
      repository: change.repository,
      subject: `${change.repository}/${change.key}`,
      reason: before.reason,
      before,
    });
  });
}

async function findOverride(tx: Prisma.TransactionClient, repositoryId: number, key: string) {
  const found = await loadOverrides(tx, { repositoryIds: [repositoryId], keys: [key] });
  return [...found.values()][0];
}

/** Decides something about a change that is known, and judges it anew. */
async function decideOn(
  database: PrismaClient,
  { repository, key }: ChangeId,
  decide: (tx: Prisma.TransactionClient, repositoryId: number) => Promise<void>,
): Promise<boolean> {
  const decided = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    if ((await tx.change.count({ where: { repositoryId, key } })) === 0) return false;
    await decide(tx, repositoryId);
    const news = noNews();
    news.changes.set(key, { facts: {}, commits: new Map() });
    await applyNews(
      tx,
      new Map([[repositoryId, news]]),
      new Map([[repositoryId, repository]]),
      await loadJudging(tx),
    );
    return true;
  });
  return decided ?? false;
}
