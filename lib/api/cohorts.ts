import * as z from 'zod/mini';
import { Estimate, MatchedRatio } from '@/lib/api/compare';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Authorships, Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';
import { type Sight, seenOf } from '@/lib/domain/sight';

/** What one of two cohorts is picked by: all of a filter but what defines the rate, which both share. */
export const Cohort = z.omit(z.extend(Filter, { authorship: z.optional(Authorships) }), {
  window: true,
  kind: true,
  suspected: true,
});

/** A cohort as it stands in a URL: a query of its own, `authorship=agent&size=0-9`. */
const CohortText = z.string().check(
  z.maxLength(2_000),
  z.refine((text) => readCohort(text).success, {
    error: 'must be a filter written as a query, like authorship=agent&size=0-9',
  }),
);

/** A cohort's own query, read; `data` is missing where it names what no filter has. */
export function readCohort(text: string) {
  return z.safeParse(z.strictObject(Cohort.shape).check(inOrder), {
    ...Object.fromEntries(new URLSearchParams(text)),
  });
}

/** A cohort's query, less the repositories that are not seen. */
export function narrowCohort(text: string, sight: Sight): string {
  const repositories = seenOf(sight, readCohort(text).data?.repository);
  const search = new URLSearchParams(text);
  if (repositories !== undefined) search.set('repository', repositories.join(','));
  return search.toString();
}

const Told = z.object({
  rate: Rate,
  rows: z.object({ changes: z.string(), regressions: z.string() }),
  range: z.nullable(Range),
});

const Side = z.object({ changes: z.int(), regressions: z.int() });

/** The strata that weigh most in the matched ratio; what a rung does not match within is null. */
const HeaviestStrata = z.object({
  heaviest: z.array(
    z.object({
      repository: z.string(),
      size: z.nullable(SizeBucket),
      /** By its first day. */
      quarter: z.nullable(CalendarDate),
      kindOfWork: z.nullable(KindOfWork),
      a: Side,
      b: Side,
      /** Its share of the whole weight. */
      weight: z.number(),
    }),
  ),
  /** The others with changes of both, and the share that they weigh together. */
  lighter: z.object({ strata: z.int(), weight: z.number() }),
});
export type HeaviestStrata = z.output<typeof HeaviestStrata>;

/** The changes of two filters side by side, whatever they pick by. */
export const cohortsQuestion = {
  path: '/api/v1/cohorts',
  ask: z.object({
    a: z._default(CohortText, 'authorship=agent'),
    b: z._default(CohortText, 'authorship=human'),
    window: Filter.shape.window,
    kind: Filter.shape.kind,
    suspected: Filter.shape.suspected,
  }),
  answer: z.object({
    a: Told,
    b: Told,
    /** a divided by b, as they are. */
    ratio: Estimate,
    /** a minus b, as they are. */
    difference: Estimate,
    /** Like with like; null where they share no repository, or none of the rest that is matched within. */
    matched: z.nullable(
      z.extend(MatchedRatio, {
        risks: z.nullable(z.object({ a: z.number(), b: z.number() })),
        ...HeaviestStrata.shape,
      }),
    ),
    sentence: z.string(),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type CohortsAsk = z.output<typeof cohortsQuestion.ask>;
export type CohortsAnswer = z.output<typeof cohortsQuestion.answer>;
