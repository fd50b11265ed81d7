import type * as z from 'zod/mini';
import { type Cohort, type CohortsAnswer, type CohortsAsk, readCohort } from '@/lib/api/cohorts';
import { toSearch } from '@/lib/api/question';
import type { Database } from '@/lib/db/client';
import { Authorship } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, noCounts } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { heaviestStrata } from '@/lib/measure/heaviest-strata';
import { type Matching, matchedFilters } from '@/lib/measure/matched';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { moverDifference, moverRatio } from '@/lib/stats/mover';

/** Changes that count, whoever wrote them: what a cohort holds unless it says otherwise. */
const counted: Authorship[] = ['agent', 'assisted', 'human'];
/** Those that an agent can be named of. */
const byAgents: Authorship[] = ['agent', 'assisted'];

interface Side {
  filter: Filter;
  range: Range | undefined;
  counts: Counts;
}

/** The changes of two filters side by side: as they are, and like with like. */
export async function cohorts(database: Database, ask: CohortsAsk): Promise<CohortsAnswer> {
  const [a, b] = await Promise.all([sideOf(database, ask.a, ask), sideOf(database, ask.b, ask)]);
  const matching = await matchingOf(database, a, b);
  const [one, other] = [readAtWindow(a.counts, ask.window), readAtWindow(b.counts, ask.window)];
  const comparable = one !== undefined && other !== undefined;
  return {
    a: told(a),
    b: told(b),
    ratio: estimate(comparable ? moverRatio(one, other) : undefined),
    difference: estimate(comparable ? moverDifference(one, other) : undefined),
    matched:
      matching === undefined
        ? null
        : {
            ...matching.told,
            risks: matching.risks && { a: matching.risks.one, b: matching.risks.other },
            ...heaviestStrata(matching.strata, ask.window),
          },
    sentence: sentenceOf(comparable, matching, ask.window),
    definition: definition({ ...a.filter, authorship: [...Authorship.options] }),
  };
}

async function sideOf(database: Database, text: string, ask: CohortsAsk): Promise<Side> {
  const { window, kind, suspected } = ask;
  // Checked with the ask: what does not parse never comes here.
  const cohort: z.output<typeof Cohort> = readCohort(text).data ?? { confidence: 'all' };
  const filter: Filter = {
    ...cohort,
    authorship: cohort.authorship ?? (cohort.agent === undefined ? counted : byAgents),
    window,
    kind,
    suspected,
  };
  const range = await rangeOf(database, filter);
  if (range === undefined) return { filter, range, counts: noCounts };
  const cells = await readCells(database, filter, range, { by: [], horizonDays: window });
  const asked = { range, kinds: kind, horizonDays: window };
  return { filter, range, counts: countsBy(cells, asked, () => '').get('') ?? noCounts };
}

async function matchingOf(database: Database, a: Side, b: Side): Promise<Matching | undefined> {
  const [one, other] = [a.range, b.range];
  if (one === undefined || other === undefined) return undefined;
  return matchedFilters(database, a.filter, b.filter, (filter) =>
    filter === a.filter ? one : other,
  );
}

function told({ filter, range, counts }: Side): CohortsAnswer['a'] {
  const behind = toSearch({ ...filter, ...range }).toString();
  return {
    rate: rateOnly(readRate(counts, filter.window)),
    rows: { changes: `/api/v1/changes?${behind}`, regressions: `/api/v1/regressions?${behind}` },
    range: range ?? null,
  };
}

const times = (value: number) => Number(value.toPrecision(2)).toString();

/** What can be said of the two, by the interval of the matched ratio alone. */
function sentenceOf(
  comparable: boolean,
  matching: Matching | undefined,
  windowDays: number,
): string {
  if (!comparable) {
    return `Too early to tell: not enough changes of both have been out for ${windowDays} days.`;
  }
  const { value = null, lower = null, upper = null } = matching?.told.ratio ?? {};
  if (matching === undefined || value === null || lower === null) {
    return 'Not comparable: nothing of the one is like anything of the other.';
  }
  const like = `within ${windowDays} days, comparing like with like on ${matching.told.rung}`;
  const likely = `likely between ${times(lower)} and ${upper === null ? 'any number of' : times(upper)}`;
  if (lower > 1 || (upper !== null && upper < 1)) {
    return `A regresses ${times(value)} times as often as B (${likely}) ${like}.`;
  }
  return `No difference shown: A could regress anywhere from ${times(lower)} to ${upper === null ? 'any number of' : times(upper)} times as often as B ${like}.`;
}
