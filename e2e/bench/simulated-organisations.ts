import {
  ChangeGroup,
  type Course,
  courseTo,
  proportional,
  regressionDay,
  window,
} from '@/e2e/bench/simulated-changes';
import type { Random } from '@/lib/sample/random';
import type { FollowedStratum } from '@/lib/stats/hazard-ratio';

/** A repository's own rate, how often agents regress in it against people, and who works in it. */
export interface SimulatedRepository {
  rate: number;
  ratio: number;
  agents: number;
  humans: number;
}

/** Draws what becomes of the changes of each repository; agents' are younger than people's. */
export function drawn(
  repositories: readonly SimulatedRepository[],
  random: Random,
): FollowedStratum[] {
  return repositories.map(({ rate, ratio, agents, humans }, index) => {
    const course = courseTo(rate);
    const one = new ChangeGroup();
    const zero = new ChangeGroup();
    const agentCourse = proportional(course, ratio);
    for (let change = 0; change < agents; change += 1)
      one.add(agentCourse, random.whole(1, 3 * window), random);
    for (let change = 0; change < humans; change += 1)
      zero.add(course, random.whole(1, 365), random);
    return { one: one.followUp(), zero: zero.followUp(), cluster: `repository ${index}` };
  });
}

/** A year of merges of one arm, a fixed number a day, read at any day of it. */
export class MergedDaily {
  /** By day of merge, the days after it on which its changes regress. */
  readonly #regressions: number[][];
  readonly #aDay: number;

  constructor(course: Course, aDay: number, days: number, random: Random) {
    this.#aDay = aDay;
    this.#regressions = Array.from({ length: days }, () =>
      Array.from({ length: aDay }, () => regressionDay(course, random)).flatMap((day) => day ?? []),
    );
  }

  /** What is known when so many days have passed. */
  until(today: number): FollowedStratum['one'] {
    const entrants = new Array<number>(window + 1).fill(0);
    const events: { day: number; followUpDays: number; count: number }[] = [];
    for (let merged = 0; merged < today; merged += 1) {
      const followUpDays = Math.min(window, today - merged - 1);
      entrants[followUpDays] = (entrants[followUpDays] ?? 0) + this.#aDay;
      for (const day of this.#regressions[merged] ?? []) {
        if (day <= followUpDays) events.push({ day, followUpDays, count: 1 });
      }
    }
    return { entrants: entrants.map((count, followUpDays) => ({ followUpDays, count })), events };
  }
}
