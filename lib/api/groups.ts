import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { RestedRate } from '@/lib/api/rates';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/** What changes can be grouped by. There is no grouping by person. */
export const GroupBy = z.enum([
  'agent',
  'repository',
  'team',
  'area',
  'kindOfWork',
  'size',
  'mode',
  'reviewed',
  'branch',
]);
export type GroupBy = z.output<typeof GroupBy>;

/** The ends between which a group's rate falls by chance alone, for a number of changes. */
const FunnelPoint = z.object({
  changes: z.int(),
  lower95: z.number(),
  upper95: z.number(),
  lower998: z.number(),
  upper998: z.number(),
});

export const RatedGroup = z.extend(RestedRate, {
  group: z.string(),
  name: z.string(),
  /** The rate after borrowing from all groups, with its interval: what a list may be ordered by. */
  shrunk: z.nullable(z.object({ rate: z.number(), lower: z.number(), upper: z.number() })),
  /** 1 for the highest; groups of one tier are not told apart. Null while there is no order. */
  tier: z.nullable(z.int()),
  /** How likely a rate this far from that of all is by chance, adjusted for the length of the list. */
  adjustedP: z.nullable(z.number()),
  /** Differs from all together, at a false discovery rate of 5 % over the list. */
  differs: z.boolean(),
});
export type RatedGroup = z.output<typeof RatedGroup>;

/** The rate of every group beside those of the others, without a ranking that chance would make. */
export const groupsQuestion = {
  path: '/api/v1/groups',
  ask: z.extend(Filter, { by: z._default(GroupBy, 'agent') }).check(inOrder),
  answer: z.object({
    /** By shrunk rate, highest first, where there is an order; else by size. */
    groups: z.array(RatedGroup),
    all: Rate,
    funnel: z.array(FunnelPoint),
    /** How much the groups borrow from each other, in words. */
    pooling: z.string(),
    /** Groups beyond the most that are told. */
    left: z.int(),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type GroupsAsk = z.output<typeof groupsQuestion.ask>;
export type GroupsAnswer = z.output<typeof groupsQuestion.answer>;
