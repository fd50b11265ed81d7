import { createLoader, createSerializer, type inferParserType } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { Cohort, cohortsQuestion, readCohort } from '@/lib/api/cohorts';
import { toSearch } from '@/lib/api/question';
import type { Filter } from '@/lib/domain/filter';

const { shape } = cohortsQuestion.ask;
const defaults = cohortsQuestion.ask.parse({});

/** Both cohorts, and what defines the rate of both: the URL of the comparison. */
export const cohortsParams = {
  a: parserOf(shape.a).withDefault(defaults.a),
  b: parserOf(shape.b).withDefault(defaults.b),
  window: parserOf(shape.window).withDefault(defaults.window),
  kind: parserOf(shape.kind).withDefault(defaults.kind),
  suspected: parserOf(shape.suspected).withDefault(defaults.suspected),
};
export const loadCohorts = createLoader(cohortsParams);
export type CohortsValues = inferParserType<typeof cohortsParams>;

/** The fields of one cohort, for the menus that it is picked by. */
const fields = {
  from: parserOf(Cohort.shape.from),
  to: parserOf(Cohort.shape.to),
  repository: parserOf(Cohort.shape.repository),
  team: parserOf(Cohort.shape.team),
  agent: parserOf(Cohort.shape.agent),
  authorship: parserOf(Cohort.shape.authorship),
  mode: parserOf(Cohort.shape.mode),
  kindOfWork: parserOf(Cohort.shape.kindOfWork),
  size: parserOf(Cohort.shape.size),
  area: parserOf(Cohort.shape.area),
  reviewed: parserOf(Cohort.shape.reviewed),
  branch: parserOf(Cohort.shape.branch),
  confidence: parserOf(Cohort.shape.confidence).withDefault('all'),
};
export type CohortValues = inferParserType<typeof fields>;
export type CohortChange = { [Name in keyof CohortValues]?: CohortValues[Name] | null };

/** What the query of a cohort sets; null for what it leaves open. */
export function cohortValues(text: string): CohortValues {
  const {
    from = null,
    to = null,
    repository = null,
    team = null,
    agent = null,
    authorship = null,
    mode = null,
    kindOfWork = null,
    size = null,
    area = null,
    reviewed = null,
    branch = null,
    confidence = 'all',
  } = readCohort(text).data ?? {};
  return {
    ...{ from, to, repository, team, agent, authorship, mode },
    ...{ kindOfWork, size, area, reviewed, branch, confidence },
  };
}

/** The query of a cohort after a change of it. */
export function cohortText(values: CohortValues, change: CohortChange): string {
  const { confidence, ...rest } = { ...values, ...change };
  return toSearch({
    ...rest,
    ...(confidence === 'high' ? { confidence } : {}),
  }).toString();
}

const serialize = createSerializer(cohortsParams);

/** The address of the same comparison in one repository alone. */
export function linkToRepository(values: CohortsValues, repository: string): string {
  const within = (text: string) => cohortText(cohortValues(text), { repository: [repository] });
  return serialize('/compare', { ...values, a: within(values.a), b: within(values.b) });
}

interface Span {
  from: string;
  to: string;
}

/** The address of the comparison of what a filter picks in one time with the same in another. */
export function linkToTimes(filter: Filter, a: Span, b: Span): string {
  const { kind, window, suspected, confidence, ...picked } = filter;
  const surely = confidence === 'high' ? { confidence } : {};
  const cohort = (span: Span) => toSearch({ ...picked, ...surely, ...span }).toString();
  return serialize('/compare', { a: cohort(a), b: cohort(b), kind, window, suspected });
}
