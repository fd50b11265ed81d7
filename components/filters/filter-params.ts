import { createLoader, createParser, createSerializer, type inferParserType } from 'nuqs/server';
import * as z from 'zod/mini';
import { addressOf } from '@/components/words/addresses';
import { changesQuestion } from '@/lib/api/changes';
import { toSearch } from '@/lib/api/question';
import { regressionsQuestion } from '@/lib/api/regressions';
import { trendQuestion } from '@/lib/api/trend';
import type { Authorship } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';
import type { CheckOutcome, CountedFailureMode, RegressionStatus } from '@/lib/domain/regression';

/** A field of an ask as a URL parser. A page falls back to the default where the API would refuse. */
export function parserOf<Value>(field: z.ZodMiniType<Value>) {
  return createParser<NonNullable<Value>>({
    parse: (text) => field.safeParse(text).data ?? null,
    serialize: (value) => (Array.isArray(value) ? value.join(',') : String(value)),
    eq: (a, b) => String(a) === String(b),
  });
}

const { shape } = trendQuestion.ask;
const defaults = trendQuestion.ask.parse({});

/** The filter in the URL: the same fields and defaults as the API's. */
export const filterParams = {
  from: parserOf(shape.from),
  to: parserOf(shape.to),
  repository: parserOf(shape.repository),
  team: parserOf(shape.team),
  agent: parserOf(shape.agent),
  authorship: parserOf(shape.authorship).withDefault(defaults.authorship),
  mode: parserOf(shape.mode),
  kindOfWork: parserOf(shape.kindOfWork),
  size: parserOf(shape.size),
  area: parserOf(shape.area),
  reviewed: parserOf(shape.reviewed),
  branch: parserOf(shape.branch),
  confidence: parserOf(shape.confidence).withDefault(defaults.confidence),
  kind: parserOf(shape.kind).withDefault(defaults.kind),
  window: parserOf(shape.window).withDefault(defaults.window),
  suspected: parserOf(shape.suspected).withDefault(defaults.suspected),
};

/**
 * The filter, the period of the trend and whether it shows the time before: the overview's URL. A month unless asked: in most places a
 * week has too few changes to tell a trend from chance.
 */
export const trendParams = {
  ...filterParams,
  period: parserOf(shape.period).withDefault('month'),
  before: parserOf(shape.before).withDefault(defaults.before),
};

/**
 * How a page keeps its filter in its address. What was chosen stands there even where it is the default:
 * an address that says nothing is opened as the organisation counts.
 */
export const inAddress = { history: 'push', clearOnDefault: false } as const;

const regressionsShape = regressionsQuestion.ask.shape;

/** The filter and which regressions are listed in which order: the URL of the list of regressions. */
export const regressionsParams = {
  ...filterParams,
  status: parserOf(regressionsShape.status),
  failureMode: parserOf(regressionsShape.failureMode),
  checks: parserOf(regressionsShape.checks),
  q: parserOf(regressionsShape.q),
  sort: parserOf(regressionsShape.sort).withDefault('regressed'),
  order: parserOf(regressionsShape.order).withDefault('desc'),
};

/** The list that a regression was opened from: the URL of its page, where it came from one. */
export const storyParams = { ...regressionsParams, listed: parserOf(z.optional(z.literal('yes'))) };

const changesShape = changesQuestion.ask.shape;

/** The filter and in which order changes are listed: the URL of the list of changes. */
export const changesParams = {
  ...filterParams,
  q: parserOf(changesShape.q),
  sort: parserOf(changesShape.sort).withDefault('merged'),
  order: parserOf(changesShape.order).withDefault('desc'),
};

export type FilterParams = inferParserType<typeof filterParams>;

/** The values of a URL as an ask: what is not said is left out, as is a range that ends before it begins. */
export function asAsk<Ask>(
  ask: z.ZodMiniType<Ask>,
  values: Readonly<Record<string, unknown>>,
): Ask {
  const search = toSearch(values);
  const [from, to] = [search.get('from'), search.get('to')];
  if (from !== null && to !== null && from > to) {
    search.delete('from');
    search.delete('to');
  }
  return ask.parse(Object.fromEntries(search));
}

export const loadFilter = createLoader(filterParams);
export const loadTrendParams = createLoader(trendParams);
export const loadRegressionsParams = createLoader(regressionsParams);
export const loadStoryParams = createLoader(storyParams);
export const loadChangesParams = createLoader(changesParams);

const serialize = createSerializer(filterParams);
const serializeList = createSerializer(regressionsParams);
const serializeStory = createSerializer(storyParams);

/** The address of a page with a filter, with nothing in it that is the default anyway. */
export function linkTo(page: `/${string}`, filter: Filter): string {
  const { from = null, to = null, repository = null, team = null, agent = null } = filter;
  const { mode = null, kindOfWork = null, size = null, area = null } = filter;
  const { reviewed = null, branch = null } = filter;
  const address = serialize(page, {
    ...filter,
    ...{ from, to, repository, team, agent, mode, kindOfWork, size, area, reviewed, branch },
  });
  // An address that says nothing would be opened as the organisation counts.
  return address.includes('?') ? address : `${page}?window=${filter.window}`;
}

/**
 * The filter of the changes of one authorship alone. Agents and modes narrow down what agents wrote: of
 * people's changes they are left out, or a list would be empty where the rate counts them.
 */
export function ofAuthorship(filter: Filter, authorship: Authorship): Filter {
  const { agent, mode, ...rest } = filter;
  const isAgents = authorship === 'agent' || authorship === 'assisted';
  return { ...(isAgents ? filter : rest), authorship: [authorship] };
}

/** The address of the list of all regressions of some statuses, whenever they came. */
export function linkToStatus(status: RegressionStatus[], filter: Filter): string {
  return serializeList(linkTo('/regressions', filter), { status });
}

/** The address of the list of the regressions that a filter counts, of one failure mode alone. */
export function linkToFailureMode(failureMode: CountedFailureMode, filter: Filter): string {
  return serializeList(linkTo('/regressions', filter), { failureMode: [failureMode] });
}

/** The address of the list of the regressions that a filter counts, of changes whose checks stood so alone. */
export function linkToChecks(checks: CheckOutcome, filter: Filter): string {
  return serializeList(linkTo('/regressions', filter), { checks: [checks] });
}

export type RegressionsParams = inferParserType<typeof regressionsParams>;

/** The address of one regression in a list of that URL, so that its page leads on to its neighbours. */
export function linkToListed(id: string, values: RegressionsParams): string {
  return serializeStory(addressOf('/regressions', id), { ...values, listed: 'yes' });
}

/** The address of the list of regressions with the values of a URL. */
export function linkToList(values: RegressionsParams): string {
  return serializeList('/regressions', values);
}
