import type { SamePeopleAnswer, SamePeopleAsk } from '@/lib/api/same-people';
import type { Database } from '@/lib/db/client';
import { Filter } from '@/lib/domain/filter';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, noCounts, together, watchedIn } from '@/lib/measure/counts';
import { definition, level } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { rangeOf } from '@/lib/measure/range';
import { riskSets } from '@/lib/stats/hazard-ratio';
import { ratioOf } from '@/lib/stats/mantel-haenszel';

/** Below this many people the comparison would be one of persons. */
const fewestPeople = 5;

/**
 * Changes with and without an agent by the same people: every person who has both is a stratum of
 * their repository, so that how careful somebody is cancels out.
 */
export async function samePeople(
  database: Database,
  ask: SamePeopleAsk,
): Promise<SamePeopleAnswer> {
  const filter = Filter.parse({ ...ask, authorship: ['agent', 'assisted', 'human'] });
  const range = await rangeOf(database, filter);
  const { window: horizonDays, kind: kinds } = filter;
  const by = ['authorship', 'repository', 'author'] as const;
  const cells =
    range === undefined ? [] : await readCells(database, filter, range, { by, horizonDays });
  const counted =
    range === undefined
      ? new Map<readonly string[], Counts>()
      : countsBy(cells, { range, kinds, horizonDays }, ({ keys }) => keys);
  const both = peopleOf(counted).filter(
    ({ one, zero }) => watchedIn(one) > 0 && watchedIn(zero) > 0,
  );
  const isEnough = both.length >= fewestPeople;
  return {
    people: both.length,
    ratio: isEnough ? estimate(ratioOf(riskSets(both, horizonDays).sums, level)) : null,
    why: isEnough
      ? ''
      : `Fewer than ${fewestPeople} people have changes both with and without an agent.`,
    range: range ?? null,
    definition: definition(filter),
  };
}

function peopleOf(counted: ReadonlyMap<readonly string[], Counts>) {
  const people = new Map<string, { cluster: string; one: Counts; zero: Counts }>();
  for (const [[authorship, cluster = '', author = ''], counts] of counted) {
    if (author === '') continue;
    const person = `${cluster} ${author}`;
    const own = people.get(person) ?? { cluster, one: noCounts, zero: noCounts };
    const arm = authorship === 'human' ? 'zero' : 'one';
    people.set(person, { ...own, [arm]: together([own[arm], counts]) });
  }
  return [...people.values()];
}
