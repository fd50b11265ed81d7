import * as z from 'zod/mini';
import { AgentId } from '@/lib/domain/agent';
import { RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Reason } from '@/lib/domain/rule';

/** What a practice does against regressions. */
export const GuardrailKind = z.enum(['memory', 'tests', 'telemetry', 'review', 'other']);
export type GuardrailKind = z.output<typeof GuardrailKind>;

const text = (longest: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1, 'must not be empty'),
    // Said only when it is asked for: words of a locale take a browser long to make.
    z.maxLength(longest, {
      error: () => `is longer than ${longest.toLocaleString('en-US')} characters`,
    }),
  );

function distinct<Member extends z.ZodMiniType<string>>(member: Member) {
  return z._default(
    z.array(member).check(
      z.maxLength(200),
      z.refine((list) => new Set(list).size === list.length, { error: 'names one of them twice' }),
    ),
    [],
  );
}

/** A practice adopted on a date for a scope, whose effect is measured before against after. */
export const Guardrail = z.object({
  name: text(100),
  kind: GuardrailKind,
  /** What it is, in words. */
  what: text(1_000),
  /** The first day on which changes were merged under it. */
  since: CalendarDate.check(
    z.refine((day) => day >= '2000-01-01' && day <= '2089-12-31', {
      // The days before and after it are dates as well.
      error: 'must be a date from 2000-01-01 to 2089-12-31',
    }),
  ),
  /** Where it came to; everywhere where none is named. */
  repositories: distinct(RepositoryName),
  /** Whose changes it came to; every agent's where none is named. */
  agents: distinct(AgentId),
  reason: Reason,
});
export type Guardrail = z.output<typeof Guardrail>;
