import * as z from 'zod/mini';
import { limits, type Method, on } from '@/lib/cli/stats-methods/method';
import { verdict } from '@/lib/stats/verdict';

const Inputs = z.object({
  agentN: z.number(),
  humanN: z.number(),
  agentEvents: z.number(),
  humanEvents: z.number(),
  overlap: z.nullable(z.number()),
  horizonReached: z.boolean(),
  ratioCI: z.optional(limits),
  diffCI: z.optional(limits),
  alwaysValidRatioCI: z.optional(limits),
  thresholds: z.object({
    minEvents: z.number(),
    minAgentPRs: z.number(),
    minOverlap: z.number(),
    similarRatio: z.number(),
    similarDifference: z.number(),
    uninformativeSpan: z.number(),
  }),
});

export const verdictMethods: Record<string, Method> = {
  verdict: on(Inputs, ({ thresholds, ...inputs }) => ({
    code: verdict(
      {
        agents: inputs.agentN,
        humans: inputs.humanN,
        agentEvents: inputs.agentEvents,
        humanEvents: inputs.humanEvents,
        overlap: inputs.overlap ?? 0,
        isHorizonReached: inputs.horizonReached,
        ratio: inputs.ratioCI ?? null,
        difference: inputs.diffCI ?? null,
        alwaysValidRatio: inputs.alwaysValidRatioCI ?? null,
      },
      {
        fewestEvents: thresholds.minEvents,
        fewestAgents: thresholds.minAgentPRs,
        smallestOverlap: thresholds.minOverlap,
        similarRatio: thresholds.similarRatio,
        similarDifference: thresholds.similarDifference,
        uninformativeRatio: thresholds.uninformativeSpan,
      },
    ),
  })),
};
