import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import { dateOf } from '@/lib/domain/day';
import type { Guardrail } from '@/lib/domain/guardrail';

/**
 * Adds a guardrail.
 * @returns its id.
 */
export function addGuardrail(
  database: PrismaClient,
  guardrail: Guardrail,
  decidedBy: string,
): Promise<number> {
  return database.$transaction(async (tx) => {
    const { id } = await tx.guardrail.create({
      data: { ...guardrail, since: new Date(guardrail.since), addedBy: decidedBy },
      select: { id: true },
    });
    await noteInAudit(tx, {
      decidedBy,
      action: 'add-guardrail',
      repository: onlyOf(guardrail),
      subject: `guardrail-${id}`,
      reason: guardrail.reason,
      after: guardrail,
    });
    return id;
  });
}

/**
 * Removes a guardrail.
 * @returns false where there is none of that id, or it was removed already.
 */
export function removeGuardrail(
  database: PrismaClient,
  id: number,
  decidedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const [before] = await tx.guardrail.updateManyAndReturn({
      where: { id, removedAt: null },
      data: { removedAt: new Date() },
    });
    if (before === undefined) return false;
    const { name, since, repositories } = before;
    await noteInAudit(tx, {
      decidedBy,
      action: 'remove-guardrail',
      repository: onlyOf({ repositories }),
      subject: `guardrail-${id}`,
      reason: before.reason,
      before: { name, since: since.toISOString().slice(0, 10), repositories },
    });
    return true;
  });
}

/**
 * Has a removed guardrail stand again, under the id that it had.
 * @returns false where there is none of that id, or it stands.
 */
export function restoreGuardrail(
  database: PrismaClient,
  id: number,
  decidedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const [found] = await tx.guardrail.updateManyAndReturn({
      where: { id, removedAt: { not: null } },
      data: { removedAt: null },
    });
    if (found === undefined) return false;
    const { name, kind, what, since, repositories, agents, reason } = found;
    await noteInAudit(tx, {
      decidedBy,
      action: 'add-guardrail',
      repository: onlyOf(found),
      subject: `guardrail-${id}`,
      reason,
      after: { name, kind, what, since: dateOf(since), repositories, agents, reason },
    });
    return true;
  });
}

/** The audit trail names a repository where a decision is about a single one. */
function onlyOf({ repositories: [only, ...others] }: Pick<Guardrail, 'repositories'>) {
  return only === undefined || others.length > 0 ? null : only;
}
