import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { TrustCell } from '@/lib/api/trust';
import { AgentId } from '@/lib/domain/agent';
import { KindOfWork, RepositoryName } from '@/lib/domain/change';
import { Filter } from '@/lib/domain/filter';

/** For CI, of an open pull request: whether an agent's next change of a kind may be merged with normal review. */
export const gateQuestion = {
  path: '/api/v1/gate',
  ask: z.object({
    repository: RepositoryName,
    /** All agents together unless said. */
    agent: z.optional(AgentId),
    /** All kinds of work together unless said. */
    kindOfWork: z.optional(KindOfWork),
    window: Filter.shape.window,
  }),
  answer: z.extend(TrustCell, {
    /** Whether it may: only where the record proves it. */
    ok: z.boolean(),
    repository: z.string(),
    agent: z.nullable(z.string()),
    /** The share of changes that may regress there: 0.05. */
    budget: z.number(),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type GateAsk = z.output<typeof gateQuestion.ask>;
export type GateAnswer = z.output<typeof gateQuestion.answer>;
