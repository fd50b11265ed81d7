import * as z from 'zod/mini';
import { Estimate } from '@/lib/api/compare';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { KindOfWork, RepositoryName } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/** What its record allows to be said of an agent's next change of a kind. */
export const Trust = z.enum(['normal-review', 'second-pair', 'not-proven']);
export type Trust = z.output<typeof Trust>;

export const TrustCell = z.object({
  /** Null for all kinds of work together. */
  kindOfWork: z.nullable(KindOfWork),
  trust: Trust,
  /** Why, in one sentence with the numbers. */
  sentence: z.string(),
  rate: Rate,
  /** People's in the same repository and kind of work. */
  people: Rate,
  /** The agent's rate minus people's; null ends where either is unknown. */
  difference: Estimate,
  /** How many changes in all would prove it at this rate; null where none would, or where it is decided. */
  needed: z.nullable(z.int()),
});
export type TrustCell = z.output<typeof TrustCell>;

const TrustRepository = z.object({
  repository: z.string(),
  /** The share of changes that may regress: 0.05. */
  budget: z.number(),
  /** Set for this repository, and not for all. */
  ownBudget: z.boolean(),
  agents: z.array(
    z.object({
      /** Null for all agents together, told first where there are several. */
      agent: z.nullable(z.string()),
      name: z.string(),
      cells: z.array(TrustCell),
    }),
  ),
});
export type TrustRepository = z.output<typeof TrustRepository>;

/** Where trust is looked at. */
const TrustList = z.pick(Filter, {
  from: true,
  to: true,
  repository: true,
  team: true,
  agent: true,
  window: true,
});
export type TrustList = z.output<typeof TrustList>;

/** Where agents' changes may be merged with normal review: per repository, agent and kind of work. */
export const trustQuestion = {
  path: '/api/v1/trust',
  ask: z
    .extend(TrustList, {
      /** The name of the last repository of the page before. */
      cursor: z.optional(RepositoryName),
      /** How many repositories are told at once. */
      limit: z._default(
        z.pipe(
          z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
          z.int().check(z.minimum(1), z.maximum(50)),
        ),
        5,
      ),
    })
    .check(inOrder),
  answer: z.object({
    /** Those where agents wrote changes, by name. */
    rows: z.array(TrustRepository),
    next: z.nullable(z.string()),
    total: z.int(),
    range: z.nullable(Range),
    /** How it is decided, a step a sentence. */
    rule: z.array(z.string()),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type TrustAsk = z.output<typeof trustQuestion.ask>;
export type TrustAnswer = z.output<typeof trustQuestion.answer>;

/** All of it as a file, of the path with `.csv` or `.json` behind it. */
export const trustFile = { path: '/api/v1/trust', ask: TrustList.check(inOrder) };
