import { datesWords, dateWords } from '@/components/words/dates';
import { agentName, agentSlug } from '@/lib/domain/agent';
import type { Mode } from '@/lib/domain/change';
import type { Rule, RulePlace } from '@/lib/domain/rule';

/** Where a rule or a mark looks, as a label. */
export const placeLabels: Record<RulePlace, string> = {
  account: 'Account',
  committer: 'Committer',
  'co-author': 'Co-author',
  line: 'Line of a commit message or description',
  description: 'Line of a description',
  branch: 'Branch',
  label: 'Label',
  note: 'Tool in a note of who wrote which lines',
};

export const modeLabels: Record<Mode, string> = {
  autonomous: 'Autonomous',
  paired: 'Paired',
};

/** Whose mark it is: the name of an agent, or what else an account can be. */
export function whoseWords({ authorship, agent }: Pick<Rule, 'authorship' | 'agent'>): string {
  if (authorship === 'human') return 'A person';
  if (authorship === 'automation') return 'Automation';
  return agentName(agentSlug(agent ?? '') ?? 'other');
}

/** Where and when it holds: `acme/web, since 2 Mar 2026`. */
export function scopeWords({ repository, from, until }: Rule): string {
  const where = repository ?? 'every repository';
  if (from !== undefined && until !== undefined) return `${where}, ${datesWords(from, until)}`;
  if (from !== undefined) return `${where}, since ${dateWords(from)}`;
  if (until !== undefined) return `${where}, up to ${dateWords(until)}`;
  return where;
}

/** A rule in a sentence's words: `account acme-bot is Claude Code`. */
export function ruleWords(rule: Pick<Rule, 'found' | 'pattern' | 'authorship' | 'agent'>): string {
  const whose = whoseWords(rule);
  const name = rule.authorship === 'agent' ? whose : whose.toLowerCase();
  return `${placeLabels[rule.found].toLowerCase()} ${rule.pattern} is ${name}`;
}
