import * as z from 'zod/mini';
import { type Method, on } from '@/lib/cli/stats-methods/method';
import { additionalNeeded, minimumDetectableRatio, sampleSize } from '@/lib/stats/power';

const Plan = { power: z.number(), alpha: z.number() };
const Sizes = { humanRate: z.number(), humanN: z.number(), agentN: z.number() };

export const powerMethods: Record<string, Method> = {
  sampleSizeTwoProportions: on(
    z.object({ ...Plan, p0: z.number(), p1: z.number(), ratio: z.number() }),
    ({ p0, p1, ratio, ...plan }) => sampleSize({ humanRate: p0, agentRate: p1 }, ratio, plan),
  ),
  additionalNeeded: on(
    z.object({ ...Plan, ...Sizes, detectRatio: z.number() }),
    ({ humanRate, humanN, agentN, detectRatio, ...plan }) => {
      const group = { humanRate, humans: humanN, agents: agentN };
      const found = additionalNeeded(group, detectRatio, plan);
      return { agentsNeeded: found?.needed ?? null, more: found?.more ?? null };
    },
  ),
  minimumDetectableRatio: on(
    z.object({ ...Plan, ...Sizes }),
    ({ humanRate, humanN, agentN, ...plan }) => ({
      ratio: minimumDetectableRatio({ humanRate, humans: humanN, agents: agentN }, plan),
    }),
  ),
};
