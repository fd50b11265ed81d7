import * as z from 'zod/mini';
import { Mode, RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Confidence } from '@/lib/domain/evidence';

/** Where a rule looks. An `account` opens changes and authors commits. */
export const RulePlace = z.enum([
  'account',
  'committer',
  'co-author',
  'line',
  'description',
  'branch',
  'label',
  'note',
]);
export type RulePlace = z.output<typeof RulePlace>;

const text = (longest: number) =>
  z
    .string()
    .check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(longest, 'is too long'));

/** Why somebody decided something; shown wherever the decision shows. */
export const Reason = z
  .string()
  .check(
    z.trim(),
    z.minLength(3, 'say in a few words why'),
    z.maxLength(1_000, 'is longer than 1,000 characters'),
  );

/**
 * A mark that people added to those that Aftermerge knows. The pattern is the whole text, compared
 * without regard to case, with `*` for any run of characters: one that never ends cannot be written.
 */
export const Rule = z
  .object({
    found: RulePlace,
    pattern: text(200).check(
      z.refine((pattern) => (pattern.match(/\*/g)?.length ?? 0) <= 3, 'holds at most three *'),
      z.refine((pattern) => /[^*\s]/.test(pattern), 'would match everything'),
    ),
    /** Whose mark it is. An account may also be a person's or a machine's that no agent drives. */
    authorship: z._default(z.enum(['agent', 'human', 'automation']), 'agent'),
    /** `claude-code`, or the name of an agent of your own. */
    agent: z.optional(text(60)),
    /** `autonomous`: only a change that the agent opened carries it. */
    mode: z._default(Mode, 'paired'),
    confidence: z._default(Confidence, 'high'),
    /** Only in this repository; in all where it is left out. */
    repository: z.optional(RepositoryName),
    /** Only for changes of these days of merge or, before it, of opening; both inclusive. */
    from: z.optional(CalendarDate),
    until: z.optional(CalendarDate),
    reason: Reason,
  })
  .check(
    z.refine(({ authorship, agent }) => (authorship === 'agent') === (agent !== undefined), {
      path: ['agent'],
      error: 'name the agent of an agent’s mark, and only then',
    }),
    z.refine(({ authorship, found }) => authorship === 'agent' || found === 'account', {
      path: ['authorship'],
      error: 'only an account can be a person’s or automation; every other mark is an agent’s',
    }),
    z.refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
      path: ['from'],
      error: 'must not be later than until',
    }),
  );
export type Rule = z.output<typeof Rule>;
