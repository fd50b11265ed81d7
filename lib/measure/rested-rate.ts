import type { Rate } from '@/lib/api/definition';
import { toSearch } from '@/lib/api/question';
import type { RestedRate } from '@/lib/api/rates';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import type { RegressionKind } from '@/lib/domain/regression';
import type { Counts } from '@/lib/measure/counts';
import { level } from '@/lib/measure/definition';
import { readRate } from '@/lib/measure/rate';
import { aalenJohansen } from '@/lib/stats/aalen-johansen';
import { wilson } from '@/lib/stats/proportion';

/** The rate of one group with all that it rests on. `filter` is the group's own. */
export function restedRate(counts: Counts, filter: Filter, range: Range | undefined): RestedRate {
  const { changes, regressions, rate, lower, upper } = readRate(counts, filter.window);
  const behind = toSearch({ ...filter, ...range }).toString();
  return {
    changes,
    regressions,
    rate,
    lower,
    upper,
    followUp: followUpOf(counts, filter.window),
    matured: maturedOf(counts, filter.window),
    kinds: rate === null ? [] : kindsOf(counts, filter),
    rows: { changes: `/api/v1/changes?${behind}`, regressions: `/api/v1/regressions?${behind}` },
  };
}

function followUpOf({ entrants }: Counts, windowDays: number): RestedRate['followUp'] {
  const those = (watched: (days: number) => boolean) =>
    entrants.reduce((sum, one) => (watched(one.followUpDays) ? sum + one.count : sum), 0);
  return {
    whole: those((days) => days >= windowDays),
    part: those((days) => days > 0 && days < windowDays),
    none: those((days) => days <= 0),
  };
}

function maturedOf({ entrants, events }: Counts, windowDays: number): Rate {
  const whole = ({ followUpDays }: { followUpDays: number }) => followUpDays >= windowDays;
  const count = (list: readonly { count: number }[]) =>
    list.reduce((sum, { count: one }) => sum + one, 0);
  const changes = count(entrants.filter(whole));
  const regressions = count(events.filter((event) => whole(event) && event.day <= windowDays));
  if (changes === 0) return { changes, regressions, rate: null, lower: null, upper: null };
  const { lower, upper } = wilson(regressions, changes, level);
  return { changes, regressions, rate: regressions / changes, lower, upper };
}

function kindsOf(counts: Counts, { kind, window }: Filter): RestedRate['kinds'] {
  const parts = aalenJohansen<RegressionKind>(counts, kind);
  return kind.map((one) => ({
    kind: one,
    rate: parts.get(one)?.at(Math.min(window, parts.get(one)?.length ?? 0) - 1) ?? 0,
  }));
}
