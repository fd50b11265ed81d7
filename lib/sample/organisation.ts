import type { LedgerEvent } from '@/lib/domain/event';
import { Agenda } from '@/lib/sample/agenda';
import { type Draft, drawDraft } from '@/lib/sample/draft';
import { planNamelessMerge, planPullRequest, planPush } from '@/lib/sample/life-of-a-change';
import { type Random, seededRandom } from '@/lib/sample/random';
import { planUnexplainedIncident } from '@/lib/sample/regress';
import { sampleRepositories } from '@/lib/sample/repositories';
import { dayMs, workingMoment, workload } from '@/lib/sample/rhythm';
import { moment, type Site, type World } from '@/lib/sample/world';

export interface OrganisationOptions {
  /** The usual one, so that people can talk about the same organisation, unless given. */
  seed?: number;
  /** The calendar date of as-of: the organisation is known up to midnight UTC at its start. */
  until: string;
  /** How large it is, against the usual size of about twelve thousand changes. */
  scale?: number;
}

export interface Organisation {
  /** Their names, in the order of the events that open them. */
  repositories: readonly string[];
  /** Everything that happened, in order of time, made as it is read. Each call begins anew. */
  events(): Generator<LedgerEvent>;
}

const lifeDays = 730;
/** Changes on a full working day, over all repositories, half way through. */
const changesPerDay = 22;

/**
 * A believable organisation of several repositories over two years. Pure: the same options give the
 * same events. The true rates behind it are `plantedRates`; what has not happened by `until` is not
 * told, so young changes are censored as real ones are.
 */
export function planOrganisation(options: OrganisationOptions): Organisation {
  return {
    repositories: sampleRepositories.map(({ name }) => name),
    events: () => live(options),
  };
}

function* live({ seed = 1, until, scale = 1 }: OrganisationOptions): Generator<LedgerEvent> {
  const untilMs = Date.parse(`${until}T00:00:00Z`);
  const startMs = untilMs - lifeDays * dayMs;
  const world: World = { random: seededRandom(seed), agenda: new Agenda(), untilMs, incidents: 0 };
  const sites = sampleRepositories.map((repository) => ({ repository, lastNumber: 0 }));
  for (let dayStart = startMs; dayStart < untilMs; dayStart += dayMs) {
    const progress = (dayStart - startMs) / (untilMs - startMs);
    planDay(world, sites, dayStart, progress, scale);
    yield* world.agenda.happenBefore(dayStart + dayMs);
  }
  const at = moment(untilMs);
  for (const { name: repository } of sampleRepositories) {
    yield { type: 'repository.seen', repository, at, defaultBranch: 'main' };
  }
}

/** Opens a day's work in every repository: more as the organisation grows, little on weekends. */
function planDay(
  world: World,
  sites: readonly Site[],
  dayStart: number,
  progress: number,
  scale: number,
): void {
  const { random } = world;
  const perDay = changesPerDay * scale * workload(dayStart) * (0.8 + 0.4 * progress);
  const totalWeight = sampleRepositories.reduce((sum, { weight }) => sum + weight, 0);
  for (const site of sites) {
    const count = random.poisson((perDay * site.repository.weight) / totalWeight);
    for (let opened = 0; opened < count; opened += 1) {
      const draft = drawDraft(site.repository, progress, random);
      const atMs = dayStart + workingMoment(random);
      planArrival(random, draft)(world, site, draft, atMs);
    }
    if (site.repository.deployed && random.chance(0.02 * scale)) {
      planUnexplainedIncident(world, site, dayStart + Math.floor(random.uniform() * dayMs));
    }
  }
}

/** People push a little of their work directly; of a very little nothing but the merge is known. */
function planArrival(random: Random, { authorship }: Draft) {
  if (authorship !== 'human') return planPullRequest;
  return random.weighted([
    [planPullRequest, 96],
    [planPush, 3.3],
    [planNamelessMerge, 0.7],
  ]);
}
