import { type Attribution, type AttributionInput, judgeAuthorship } from '@/lib/attribution/judge';
import { compileRulebook, type StoredRule } from '@/lib/attribution/rulebook';
import type { Account, Commit } from '@/lib/domain/change';
import { Rule } from '@/lib/domain/rule';

/** A person. */
export const ada: Account = { name: 'Ada Lovelace', email: 'ada@example.com' };

/** The trailer by which an agent is thanked most often. */
export const claude = 'Co-Authored-By: Claude Opus 4.8 (1M context) <noreply@anthropic.com>';

let made = 0;

/** A commit of its own sha. */
export function commit(
  author: Account,
  message = 'Add a thing',
  more: Partial<Commit> = {},
): Commit {
  made += 1;
  const sha = made.toString(16).padStart(40, '0');
  return { sha, author, message, committedAt: '2026-03-01T12:00:00Z', ...more };
}

/** Judges a change of which only this is known. */
export function judge(
  input: Partial<AttributionInput>,
  rules: readonly StoredRule[] = [],
): Attribution {
  const change = { repository: 'acme/web', labels: [], commits: [], ...input };
  return judgeAuthorship(change, compileRulebook(rules));
}

/** A person's rule as it is stored, its omitted fields filled in. */
export function rule(id: number, told: Record<string, unknown>): StoredRule {
  return { ...Rule.parse({ reason: 'agreed by the team', ...told }), id };
}
