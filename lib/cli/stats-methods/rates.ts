import * as z from 'zod/mini';
import { level, type Method, on, pair, together } from '@/lib/cli/stats-methods/method';
import { observedExpected } from '@/lib/stats/observed-expected';
import { clopperPearson, jeffreys, wilson } from '@/lib/stats/proportion';
import { wholeDays } from '@/lib/stats/subjects';

export const rateMethods: Record<string, Method> = {
  proportion: on(
    z.object({ events: z.number(), n: z.number(), level }),
    ({ events, n, level: coverage }) => ({
      estimate: n === 0 ? null : events / n,
      wilson: pair(wilson(events, n, coverage)),
      jeffreys: pair(jeffreys(events, n, coverage)),
      clopperPearson: pair(clopperPearson(events, n, coverage)),
    }),
  ),
  observedExpected: on(
    z.object({ observed: z.number(), expected: z.number(), level }),
    ({ observed, expected, level: coverage }) => {
      const { ratio, exact, byar } = observedExpected(observed, expected, coverage);
      return {
        ratio,
        exactLower: exact.lower,
        exactUpper: exact.upper,
        byarLower: byar.lower,
        byarUpper: byar.upper,
      };
    },
  ),
  followUpDays: on(
    z
      .object({
        hoursObserved: z.array(z.number()),
        hoursToEvent: z.array(z.nullable(z.number())),
      })
      .check(together('hoursObserved', 'hoursToEvent')),
    ({ hoursObserved, hoursToEvent }) => {
      const exits = hoursObserved.map((hours, index) =>
        wholeDays(hoursToEvent[index] ?? null, hours),
      );
      return {
        day: exits.map(({ day }) => day),
        event: exits.map(({ isEvent }) => (isEvent ? 1 : 0)),
      };
    },
  ),
};
