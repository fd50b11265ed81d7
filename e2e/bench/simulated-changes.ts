import { type Random, seededRandom } from '@/lib/sample/random';
import type { FollowUp } from '@/lib/stats/kaplan-meier';

/** The window that all simulated rates are about, in days. */
export const window = 30;

/** Half of all regressions of the window come to light within so many days. */
const halfBy = 7;

/** How regressions come to light: probability by the end of day k at index k, 0 at day 0. */
export type Course = readonly number[];

/** A course that ends the window at `rate`: many early, fewer each day. */
export function courseTo(rate: number): Course {
  const shape = Array.from({ length: window + 1 }, (_, day) => 1 - 0.5 ** (day / halfBy));
  const whole = shape[window] ?? 1;
  // Hazards, not rates, share the shape, so that courses of any two rates are proportional.
  return shape.map((part) => 1 - (1 - rate) ** (part / whole));
}

/** The same course with every day's hazard `ratio` times as high. */
export function proportional(course: Course, ratio: number): Course {
  return course.map((rate) => 1 - (1 - rate) ** ratio);
}

export function rateOf(course: Course): number {
  return course[window] ?? 0;
}

/** The day on which a change regresses, null when not within the window. */
export function regressionDay(course: Course, random: Random): number | null {
  const drawn = random.uniform();
  if (drawn >= rateOf(course)) return null;
  return course.findIndex((rate) => drawn < rate);
}

/** A group of changes as its counts. */
export class ChangeGroup {
  readonly #entrants = new Map<number, number>();
  readonly #events = new Map<number, number>();
  changes = 0;
  regressions = 0;

  /** One change, followed for so many whole days. */
  add(course: Course, daysFollowed: number, random: Random): void {
    this.record(regressionDay(course, random), daysFollowed);
  }

  record(regressedOn: number | null, daysFollowed: number): void {
    const followed = Math.min(window, daysFollowed);
    this.changes += 1;
    this.#entrants.set(followed, (this.#entrants.get(followed) ?? 0) + 1);
    if (regressedOn === null || regressedOn > followed) return;
    this.regressions += 1;
    const key = regressedOn * (window + 1) + followed;
    this.#events.set(key, (this.#events.get(key) ?? 0) + 1);
  }

  followUp(): FollowUp {
    return {
      entrants: [...this.#entrants].map(([followUpDays, count]) => ({ followUpDays, count })),
      events: [...this.#events].map(([key, count]) => ({
        day: Math.floor(key / (window + 1)),
        followUpDays: key % (window + 1),
        count,
      })),
    };
  }
}

/** So many organisations, each with draws of its own that no other scenario moves. */
export function* organisations(count: number, scenario: number): Generator<Random> {
  for (let index = 0; index < count; index += 1) yield seededRandom(scenario * 1_000_003 + index);
}
