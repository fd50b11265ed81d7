import * as z from 'zod/mini';
import {
  level,
  type Method,
  numbers,
  on,
  pair,
  together,
  told,
} from '@/lib/cli/stats-methods/method';
import { over } from '@/lib/cli/stats-methods/strata';
import { aalenJohansen } from '@/lib/stats/aalen-johansen';
import { coxRatio } from '@/lib/stats/cox';
import { type FollowedStratum, riskSets } from '@/lib/stats/hazard-ratio';
import type { Interval } from '@/lib/stats/interval';
import { type Curve, type FollowUp, kaplanMeier, reading } from '@/lib/stats/kaplan-meier';
import { logRank } from '@/lib/stats/log-rank';
import { cochranMantelHaenszel, ratioOf } from '@/lib/stats/mantel-haenszel';
import { medianTime } from '@/lib/stats/median-time';
import { moverDifference, moverRatio } from '@/lib/stats/mover';
import { expectedEvents } from '@/lib/stats/observed-expected';
import { clusteredSurvival, followUpOf, survivalWithLateEntry } from '@/lib/stats/subjects';
import { type SurvivalIntervals, survivalIntervals } from '@/lib/stats/survival-intervals';
import { waldDifference } from '@/lib/stats/wald-difference';

const Subjects = { time: numbers, event: numbers };
const oneOrMore = z.union([numbers, z.number()]);
const name = z.union([z.number(), z.string()]);
/** Of each subject, whether it is of arm 1. */
const Arms = { ...Subjects, group: z.array(z.literal([0, 1])) };
const Strata = z
  .object({
    ...Arms,
    stratum: z.optional(z.array(name)),
    horizon: z.optional(z.nullable(z.number())),
    level,
  })
  .check(together('time', 'event', 'group', 'stratum'));

export const curveMethods: Record<string, Method> = {
  kaplanMeier: on(
    z
      .object({ ...Subjects, at: z._default(oneOrMore, []), level })
      .check(together('time', 'event')),
    ({ time, event, at, level: coverage }) => {
      const places = placesOf([...time, at].flat());
      const curve = kaplanMeier(groupOf({ time, event }, places));
      const table = tableOf({ time, event }, curve, places);
      const steps = table.time.map((day, index) => ({
        time: day,
        events: table.nEvent[index] ?? 0,
        survival: table.survival[index] ?? 0,
      }));
      return {
        at,
        ...readAt(at, curve, places.of, coverage),
        table,
        medianSurvival: medianTime(steps.filter(({ events }) => events > 0)),
      };
    },
  ),
  kmFromHistogram: on(
    z.object({
      eventsByDay: numbers,
      censoredByDay: numbers,
      zeroFollowUp: z._default(z.number(), 0),
      at: oneOrMore,
      level,
    }),
    ({ eventsByDay, censoredByDay, zeroFollowUp, at, level: coverage }) => {
      const last = Math.max(eventsByDay.length, censoredByDay.length, ...[at].flat());
      const events = eventsByDay.map((count, index) => ({
        day: index + 1,
        followUpDays: last,
        count,
      }));
      const censored = censoredByDay.map((count, index) => ({ followUpDays: index + 1, count }));
      const curve = kaplanMeier({
        entrants: [{ followUpDays: 0, count: zeroFollowUp }, ...censored, ...events],
        events,
      });
      return { at, ...readAt(at, curve, (day) => day, coverage) };
    },
  ),
  kaplanMeierDelayedEntry: on(
    z
      .object({ start: numbers, stop: numbers, event: numbers, group: numbers, at: oneOrMore })
      .check(together('start', 'stop', 'event', 'group')),
    ({ start, stop, event, group, at }) => {
      const subjects = stop.map((day, index) => ({
        entry: start[index] ?? 0,
        day,
        isEvent: event[index] === 1,
        group: group[index] ?? 0,
      }));
      return Object.fromEntries(
        [...new Set(group)].map((label) => {
          const own = subjects.filter((one) => one.group === label);
          return [`group${label}`, each(at, (day) => survivalWithLateEntry(own, day))];
        }),
      );
    },
  ),
  kaplanMeierClustered: on(
    z
      .object({ ...Subjects, cluster: z.array(name), at: z.number() })
      .check(together('time', 'event', 'cluster')),
    ({ time, event, cluster, at }) => {
      const places = placesOf([...time, at]);
      const curve = kaplanMeier(groupOf({ time, event }, places));
      const subjects = time.map((day, index) => ({
        day,
        isEvent: event[index] === 1,
        cluster: String(cluster[index]),
      }));
      return {
        ...told(clusteredSurvival(subjects, at), ['survival', 'seCluster'], (found) => ({
          survival: found.survival,
          seCluster: found.standardError,
        })),
        ...told(reading(curve, places.of(at), 0.95), ['seGreenwood'], (found) => ({
          seGreenwood: found.standardError,
        })),
      };
    },
  ),
  kmDifferenceAtDay: on(
    z
      .object({
        time1: numbers,
        event1: numbers,
        time0: numbers,
        event0: numbers,
        at: z.number(),
        level,
      })
      .check(together('time1', 'event1'), together('time0', 'event0')),
    ({ time1, event1, time0, event0, at, level: coverage }) => {
      const places = placesOf([...time1, ...time0, at]);
      const [one, zero] = [
        { time: time1, event: event1 },
        { time: time0, event: event0 },
      ].map((arm) => reading(kaplanMeier(groupOf(arm, places)), places.of(at), coverage));
      const known1 = one?.ok ? one : null;
      const known0 = zero?.ok ? zero : null;
      const both = known1 && known0 ? ([known1, known0] as const) : null;
      const difference = both && moverDifference(...both);
      const ratio = both && moverRatio(...both);
      return {
        p1: known1?.rate ?? null,
        ci1: pair(known1?.interval),
        nEff1: known1?.effectiveSize ?? null,
        p0: known0?.rate ?? null,
        ci0: pair(known0?.interval),
        nEff0: known0?.effectiveSize ?? null,
        difference: difference?.value ?? null,
        diffCI: pair(difference?.interval),
        waldDiffCI: pair(both && waldDifference(...both, coverage)),
        ratio: ratio?.value ?? null,
        ratioCI: pair(ratio?.interval),
      };
    },
  ),
  aalenJohansen: on(
    z.object({
      byMonth: z.record(z.string(), numbers),
      firstIndexIsMonth: z._default(z.number(), 1),
      at: oneOrMore,
    }),
    ({ byMonth: { censor = [], ...byKind }, firstIndexIsMonth, at }) => {
      const kinds = Object.keys(byKind);
      const exits = Object.entries({ ...byKind, censor }).flatMap(([kind, counts]) =>
        counts.map((count, index) => ({ kind, day: index + firstIndexIsMonth, count })),
      );
      const lastDay = Math.max(...[at].flat(), ...exits.map(({ day }) => day));
      const shares = aalenJohansen(followed(exits, kinds, lastDay), kinds);
      const found = kinds.map((kind) => {
        const alone = kaplanMeier(followed(exits, [kind], lastDay)).days;
        const share = shares.get(kind);
        return [
          [kind, each(at, (day) => share?.[day - 1] ?? null)],
          [`naive1minusKM${kind}`, each(at, (day) => alone[day - 1]?.rate ?? null)],
        ];
      });
      return Object.fromEntries(found.flat());
    },
  ),
  logRank: on(z.object(Arms).check(together('time', 'event', 'group')), logRankOf),
  stratifiedLogRank: on(
    z
      .object({ ...Arms, stratum: z.array(name) })
      .check(together('time', 'event', 'group', 'stratum')),
    logRankOf,
  ),
  mhHazardRatio: on(Strata, ({ level: coverage, ...arms }) => {
    const { strata, lastDay } = followedStrata(arms);
    const { sums, matchedOnes } = riskSets(strata, lastDay);
    const ratio = ratioOf(sums, coverage);
    return {
      hr: over(sums.above, sums.below),
      seLogHr: ratio?.standardErrorOfLn ?? null,
      ci: pair(ratio?.interval),
      ...told(
        cochranMantelHaenszel(sums),
        ['logRankChi2', 'logRankP'],
        ({ chiSquare: logRankChi2, p: logRankP }) => ({ logRankChi2, logRankP }),
      ),
      ...(matchedOnes === 0 ? { reason: 'no-overlap' } : {}),
      riskSets: sums.strata,
      coxHrForOrientation: coxRatio(strata, lastDay),
    };
  }),
  matchedCurves: on(Strata, ({ horizon, ...arms }) => {
    const { strata, lastDay } = followedStrata({ ...arms, horizon });
    const { sums, curves } = riskSets(strata, lastDay);
    const hr = over(sums.above, sums.below);
    const isReached = (horizon ?? null) === null || curves.length === lastDay;
    const last = isReached ? curves.at(-1) : undefined;
    const days = curves.filter(({ rate1, rate0 }, index) => {
      const before = curves[index - 1];
      return rate1 > (before?.rate1 ?? 0) || rate0 > (before?.rate0 ?? 0);
    });
    return {
      risk1: last?.rate1 ?? null,
      risk0: last?.rate0 ?? null,
      hr,
      derivedRisk1:
        last === undefined || hr === null || hr === Infinity ? null : 1 - (1 - last.rate0) ** hr,
      eventDays: days.length,
    };
  }),
  expectedFromBaseline: on(
    z
      .object({
        baselineTime: numbers,
        baselineEvent: numbers,
        ...Subjects,
        horizon: z.number(),
      })
      .check(together('baselineTime', 'baselineEvent'), together('time', 'event')),
    ({ baselineTime, baselineEvent, time, event, horizon }) => {
      const places = placesOf([...baselineTime, ...time, horizon]);
      const expected = expectedEvents(
        groupOf({ time: baselineTime, event: baselineEvent }, places),
        time.map((day) => ({ days: places.of(day), count: 1 })),
        places.of(horizon),
      );
      const observed = time.filter(
        (day, index) => event[index] === 1 && day > 0 && day <= horizon,
      ).length;
      return { observed, expected, ratio: expected === 0 ? null : observed / expected };
    },
  ),
};

type SubjectLists = { time: readonly number[]; event: readonly number[] };

/** Where a time stands in the order of all that a case names, and where the last one does. */
type Places = { of: (time: number) => number; last: number };

/** Curves depend on the order of times alone, so by their places they take times that are no whole days. */
function placesOf(times: readonly number[]): Places {
  const sorted = [...new Set(times)].filter((time) => time > 0).sort((a, b) => a - b);
  const places = new Map(sorted.map((time, index) => [time, index + 1]));
  return { of: (time) => places.get(time) ?? 0, last: sorted.length };
}

function groupOf({ time, event }: SubjectLists, places: Places): FollowUp {
  const subjects = time.map((day, index) => ({ day: places.of(day), isEvent: event[index] === 1 }));
  return followUpOf(subjects, places.last);
}

type Time = number | readonly number[];

/** What is read at one time, or the lists of it over several. */
function readAt(at: Time, curve: Curve, placeOf: (time: number) => number, coverage: number) {
  const read = (time: number) => readingOf(curve, placeOf(time), coverage);
  if (typeof at === 'number') return read(at);
  const found = at.map(read);
  const sides = (scale: keyof SurvivalIntervals) => ({
    lower: found.map((one) => one[scale].lower),
    upper: found.map((one) => one[scale].upper),
  });
  return {
    atRisk: found.map(({ atRisk }) => atRisk),
    survival: found.map(({ survival }) => survival),
    seSurvival: found.map(({ seSurvival }) => seSurvival),
    logLog: sides('logLog'),
    log: sides('log'),
    plain: sides('plain'),
    cumulative: found.map(({ cumulative }) => cumulative),
    rothmanWilsonOfCumulative: found.map((one) => one.rothmanWilsonOfCumulative),
  };
}

function readingOf(curve: Curve, day: number, coverage: number) {
  const result = reading(curve, day, coverage);
  const found = result.ok ? result : null;
  const survival = found && 1 - found.rate;
  // Greenwood's sum has no end once all had their event.
  const seSurvival = found && found.rate < 1 ? found.standardError : null;
  const intervals =
    survival === null || seSurvival === null
      ? null
      : survivalIntervals(survival, seSurvival, coverage);
  return {
    atRisk: curve.days[day - 1]?.atRisk ?? 0,
    survival,
    seSurvival,
    logLog: sidesOf(intervals?.logLog),
    log: sidesOf(intervals?.log),
    plain: sidesOf(intervals?.plain),
    cumulative: found?.rate ?? null,
    rothmanWilsonOfCumulative: found && {
      nEff: found.effectiveSize,
      lower: found.interval.lower,
      upper: found.interval.upper,
    },
  };
}

function sidesOf(interval: Interval | null | undefined) {
  return { lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}

/** Every time that somebody left at, and why. */
function tableOf({ time, event }: SubjectLists, curve: Curve, places: Places) {
  const times = [...new Set(time)].filter((one) => one > 0).sort((a, b) => a - b);
  const days = times.map((one) => curve.days[places.of(one) - 1]);
  return {
    time: times,
    nRisk: days.map((day) => day?.atRisk ?? 0),
    nEvent: days.map((day) => day?.events ?? 0),
    nCensor: times.map((one) => time.filter((t, i) => t === one && event[i] !== 1).length),
    survival: days.map((day) => 1 - (day?.rate ?? 0)),
  };
}

function each<Value>(at: Time, read: (time: number) => Value): Value | Value[] {
  return typeof at === 'number' ? read(at) : at.map(read);
}

type KindedExit = { kind: string; day: number; count: number };

/** Exits as follow-up in which those of the given kinds are events. */
function followed(exits: readonly KindedExit[], kinds: readonly string[], lastDay: number) {
  const counted = exits.filter(({ day }) => day > 0);
  const events = counted.filter(({ kind }) => kinds.includes(kind));
  return {
    entrants: counted.map(({ kind, day, count }) => ({
      followUpDays: kinds.includes(kind) ? lastDay : day,
      count,
    })),
    events: events.map((exit) => ({ ...exit, followUpDays: lastDay })),
  };
}

type ArmLists = SubjectLists & {
  group: readonly number[];
  stratum?: readonly (number | string)[] | undefined;
  horizon?: number | null | undefined;
};

function followedStrata({ time, event, group, stratum, horizon }: ArmLists) {
  const places = placesOf(horizon ? [...time, horizon] : time);
  const subjects = time.map((day, index) => ({
    day: places.of(day),
    isEvent: event[index] === 1,
    group: group[index] ?? 0,
    stratum: stratum?.[index] ?? '',
  }));
  const strata: FollowedStratum[] = [...new Set(subjects.map((one) => one.stratum))].map(
    (label) => {
      const own = subjects.filter((one) => one.stratum === label);
      const arm = (number: number) =>
        followUpOf(
          own.filter((one) => one.group === number),
          places.last,
        );
      return { one: arm(1), zero: arm(0), cluster: String(label) };
    },
  );
  return { strata, lastDay: horizon ? places.of(horizon) : places.last };
}

function logRankOf(arms: ArmLists) {
  const { strata, lastDay } = followedStrata(arms);
  const found = logRank(strata, lastDay);
  return {
    observed: [found.observed0, found.observed1],
    expected: [found.expected0, found.expected1],
    varianceGroup0: found.variance,
    df: 1,
    ...told(found.test, ['chi2', 'p'], ({ chiSquare: chi2, p }) => ({ chi2, p })),
  };
}
