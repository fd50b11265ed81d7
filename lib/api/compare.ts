import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/** The answer in one word; first match wins, in this order. */
export const Verdict = z.enum([
  'no-data',
  'too-young',
  'not-comparable',
  'not-enough-data',
  'agents-higher',
  'agents-lower',
  'similar',
  'early-sign-higher',
  'early-sign-lower',
  'no-clear-difference',
]);
export type Verdict = z.output<typeof Verdict>;

export const Estimate = z.object({
  value: z.nullable(z.number()),
  lower: z.nullable(z.number()),
  /** Null with a known lower bound: unbounded. */
  upper: z.nullable(z.number()),
});
export type Estimate = z.output<typeof Estimate>;

const Crude = z.object({ agent: Rate, human: Rate, ratio: Estimate });

/** What the comparison is matched within: the finest that keeps 70 % of agent changes comparable. */
export const Rung = z.enum([
  'repository, quarter, size and kind of work',
  'repository, quarter and size',
  'repository and size',
  'repository',
]);
export type Rung = z.output<typeof Rung>;

const Matchable = z.object({ first: z.int(), second: z.int() });

/** Like with like, whatever two are compared: within strata, over daily risk sets. */
export const MatchedRatio = z.object({
  rung: Rung,
  /** Strata with changes of both. */
  strata: z.int(),
  /** The share of the first one's changes that have a counterpart. */
  overlap: z.number(),
  /** Between half and 70 % have one, at the coarsest rung: told with that reserve. */
  partial: z.boolean(),
  /** How many changes of either are watched in strata with both. */
  changes: Matchable,
  /** The Mantel–Haenszel hazard ratio. */
  ratio: Estimate,
  /** By which standard error its interval is: of the model, or of what leaving out repositories does. */
  interval: z.enum(['model', 'jackknife']),
  /** Of ln ratio; the second null where there are fewer than five repositories. */
  standardErrors: z.object({ model: z.nullable(z.number()), jackknife: z.nullable(z.number()) }),
  repositories: z.int(),
  /** The repository without which the ratio moves most, and what it is then. */
  mostInfluential: z.nullable(z.object({ repository: z.string(), ratioWithout: z.number() })),
  /** Whether the gap changes over time: then the curves say more than one ratio. */
  proportional: z.boolean(),
  /** The stratified log-rank test. */
  logRank: z.nullable(z.object({ chiSquare: z.number(), p: z.number() })),
  /** Whether repositories differ in their ratios: Cochran's Q over them. */
  heterogeneity: z.nullable(z.object({ chiSquare: z.number(), df: z.int(), p: z.number() })),
  /** Each repository's own ratio, by its share of the whole weight; at most 20 of them. */
  forest: z.array(
    z.object({
      repository: z.string(),
      weight: z.number(),
      ratio: Estimate,
      changes: Matchable,
    }),
  ),
  /** How strongly something hidden would have to go with both authorship and regressions. */
  eValue: z.nullable(z.object({ point: z.number(), limit: z.number() })),
});

/** Agents against people, like with like. */
export const Matched = z.extend(MatchedRatio, {
  /** Shares that regress by the window, had both the same mix: agents' from people's and the ratio. */
  risks: z.nullable(z.object({ agent: z.number(), human: z.number() })),
  /** Only changes watched for the whole window: matched risks, Sato's and Greenland–Robins' intervals. */
  fixedWindow: z.nullable(
    z.object({ agent: z.number(), human: z.number(), difference: Estimate, ratio: Estimate }),
  ),
  /** The shares that regressed by each day, had both the same mix. */
  curves: z.array(z.object({ day: z.int(), agent: z.number(), human: z.number() })),
});
export type Matched = z.output<typeof Matched>;

/** Agent-written against human-written changes over the whole range, and the sentence to show. */
export const compareQuestion = {
  path: '/api/v1/compare',
  ask: Filter.check(inOrder),
  answer: z.object({
    agent: Rate,
    human: Rate,
    /** Agent rate divided by human rate, not adjusted for what kind of changes they are. */
    ratio: Estimate,
    /** Agent rate minus human rate. */
    difference: Estimate,
    /** Null where agents and people cannot be compared: the crude number is never put in its place. */
    matched: z.nullable(Matched),
    /** The matched ratio for readers who look every day; null below ten regressions. */
    alwaysValid: z.nullable(
      z.object({
        ratio: Estimate,
        /** 20 is as convincing as p = 0.05, however often one looked. */
        evidence: z.number(),
      }),
    ),
    verdict: Verdict,
    sentence: z.string(),
    /** What the sentence rests on, in one more sentence or two. */
    detail: z.string(),
    /** Where like with like says otherwise than all together: why; empty where it does not. */
    reversal: z.string(),
    /** More merged agent changes until a doubling could be seen, and the weeks that takes. */
    needed: z.nullable(z.object({ changes: z.int(), weeks: z.nullable(z.int()) })),
    /** The changes that have nothing to judge by who wrote them: in neither rate. */
    unknown: z.object({
      changes: z.int(),
      /** Of the changes by agents, people, both and these. */
      share: z.number(),
      /** Both bounds in one sentence; empty where there is no such change. */
      sentence: z.string(),
      /** What the comparison would be if all of them were the one or the other. */
      bounds: z.object({ ifAgent: Crude, ifHuman: Crude }),
    }),
    /** What it would be without the agent changes whose mark is less than sure. */
    highConfidence: Crude,
    /** Addresses of the rows behind. */
    rows: z.object({ changes: z.string(), regressions: z.string() }),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type CompareAsk = z.output<typeof compareQuestion.ask>;
export type CompareAnswer = z.output<typeof compareQuestion.answer>;
