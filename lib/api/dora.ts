import * as z from 'zod/mini';
import { Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/** How many of a deployment's changes agents wrote or had a part in. */
export const AgentShare = z.enum(['none', 'some', 'most', 'empty']);
export type AgentShare = z.output<typeof AgentShare>;

/** A share of deployments with its Wilson interval. */
const DeploymentShare = z.object({
  deployments: z.int(),
  counted: z.int(),
  rate: Rate.shape.rate,
  lower: Rate.shape.lower,
  upper: Rate.shape.upper,
});

const Dora = z.object({
  /** Deployments that caused a failure within the window, each 0 or 1. */
  changeFailRate: DeploymentShare,
  /** Deployments that bring out a repair or an older version. */
  reworkRate: DeploymentShare,
  /** Hours from a failed deployment to recovery: the median of those that recovered. */
  recovery: z.object({
    failed: z.int(),
    recovered: z.int(),
    medianHours: z.nullable(z.number()),
    /** Ends of the interval by order statistics; null where there are too few. */
    lower: z.nullable(z.number()),
    upper: z.nullable(z.number()),
  }),
});

/**
 * DORA's measures over the succeeded production deployments that finished in the range, all together and
 * by how many of their changes agents wrote: `none`, `some` (below half), `most`, or `empty` where a
 * deployment brings out no change that counts.
 */
export const doraQuestion = {
  path: '/api/v1/dora',
  ask: z
    .pick(Filter, { from: true, to: true, repository: true, team: true, window: true })
    .check(inOrder),
  answer: z.object({
    all: Dora,
    byAgentShare: z.array(z.extend(Dora, { share: AgentShare })),
    range: z.nullable(Range),
    definition: z.object({ version: z.string(), text: z.string() }),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type DoraAsk = z.output<typeof doraQuestion.ask>;
export type DoraAnswer = z.output<typeof doraQuestion.answer>;
