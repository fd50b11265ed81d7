import { listed } from '@/components/words/list-words';
import { agentName } from '@/lib/domain/agent';
import type { Guardrail, GuardrailKind } from '@/lib/domain/guardrail';

/** What a practice does against regressions, as a label. */
export const guardrailLabels: Record<GuardrailKind, string> = {
  memory: 'Memory and architecture docs',
  tests: 'Integration tests before merge',
  telemetry: 'Live telemetry',
  review: 'Human review',
  other: 'Another practice',
};

/** Why it helps, in one sentence. */
export const guardrailReasons: Record<Exclude<GuardrailKind, 'other'>, string> = {
  memory:
    'An agent begins every task knowing nothing of the last one: decisions, conventions and past mistakes that are written down where it reads them are not made anew.',
  tests:
    'A change that looks right by itself can break what it never touched: a test of the whole system finds that before the merge, while it costs a minute and not an incident.',
  telemetry:
    'Errors and latency by deployment tell within minutes what broke and where, so that a bad change stands for an hour and not for a week, and the next one learns from it.',
  review:
    'A second reader knows what was meant, and asks about what no test states: agents rarely doubt the task that they were given.',
};

/** Where it came to, in words. */
export function scopeWords({ repositories, agents }: Guardrail): string {
  const who = agents.length === 0 ? 'all agents' : listed(agents.map(agentName));
  return `${who}, ${repositories.length === 0 ? 'everywhere' : `in ${listed(repositories)}`}`;
}

export const againstLabels = {
  others: 'Other repositories',
  human: 'People’s changes',
  none: 'Nothing',
} as const;

/** What a comparison takes for granted. */
export const againstMeanings = {
  others:
    'Agents’ changes in the repositories that it did not come to show what would have happened anyway, as long as nothing else came to only one of the two.',
  human:
    'People’s changes in the same repositories show what would have happened anyway. Where the practice came to people as well, this shows too little of its effect.',
  none: 'Before and after only: whatever else changed in the same weeks is in it.',
} as const;
