import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import type { Rule } from '@/lib/domain/rule';
import { loadJudging, loadRules } from '@/lib/ledger/judging';
import { requestRejudgement } from '@/lib/ledger/rejudgements';

/**
 * Adds a rule and asks for history to be judged anew by it.
 * @returns the rule's id.
 */
export async function addRule(
  database: PrismaClient,
  rule: Rule,
  decidedBy: string,
): Promise<number> {
  return database.$transaction(async (tx) => {
    const { from, until, ...told } = rule;
    const { id } = await tx.rule.create({
      data: {
        ...told,
        agent: rule.agent ?? null,
        repository: rule.repository ?? null,
        from: from === undefined ? null : new Date(from),
        until: until === undefined ? null : new Date(until),
        addedBy: decidedBy,
      },
      select: { id: true },
    });
    await noteInAudit(tx, {
      decidedBy,
      action: 'add-rule',
      repository: rule.repository ?? null,
      subject: `rule-${id}`,
      reason: rule.reason,
      after: rule,
    });
    await requestRejudgement(tx, `Rule added: ${ruleWords(rule)}`, (await loadJudging(tx)).digest);
    return id;
  });
}

/**
 * Revokes a rule and asks for history to be judged anew without it.
 * @returns false where there is no such rule in force.
 */
export async function revokeRule(
  database: PrismaClient,
  id: number,
  decidedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const before = (await loadRules(tx)).find((rule) => rule.id === id);
    if (before === undefined) return false;
    await tx.rule.update({ where: { id }, data: { revokedAt: new Date() } });
    await noteInAudit(tx, {
      decidedBy,
      action: 'revoke-rule',
      repository: before.repository ?? null,
      subject: `rule-${id}`,
      reason: before.reason,
      before,
    });
    const words = `Rule revoked: ${ruleWords(before)}`;
    await requestRejudgement(tx, words, (await loadJudging(tx)).digest);
    return true;
  });
}

/**
 * Has a revoked rule hold again, under the id that it had, and asks for history to be judged anew by it.
 * @returns false where there is none of that id, or it holds.
 */
export async function restoreRule(
  database: PrismaClient,
  id: number,
  decidedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.rule.updateMany({
      where: { id, revokedAt: { not: null } },
      data: { revokedAt: null },
    });
    const after = (await loadRules(tx)).find((rule) => rule.id === id);
    if (count === 0 || after === undefined) return false;
    await noteInAudit(tx, {
      decidedBy,
      action: 'add-rule',
      repository: after.repository ?? null,
      subject: `rule-${id}`,
      reason: after.reason,
      after,
    });
    const words = `Rule added: ${ruleWords(after)}`;
    await requestRejudgement(tx, words, (await loadJudging(tx)).digest);
    return true;
  });
}

/** A rule in a few words: `account acme-bot is claude-code`. */
function ruleWords({ found, pattern, authorship, agent }: Rule): string {
  const whose = agent ?? (authorship === 'human' ? 'a person' : authorship);
  return `${found} ${pattern} is ${whose}`;
}
