import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { CalendarDate } from '@/lib/domain/day';
import { inOrder, ListFilter } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

const AgentVersion = z.object({
  agent: z.string(),
  /** A model or a version of the tool, as the mark names it: `Claude Opus 4.1`. */
  version: z.string(),
  /** Of the filter's changes, those that name it. */
  changes: z.int(),
  /** The first and last date of merge of any change that names it, up to the end of the range. */
  firstSeen: CalendarDate,
  lastSeen: CalendarDate,
});
export type AgentVersion = z.output<typeof AgentVersion>;

/** The versions of agents that their own marks name. Where marks name none, nothing is guessed. */
export const agentVersionsQuestion = {
  path: '/api/v1/agent-versions',
  ask: ListFilter.check(inOrder),
  answer: z.object({
    /** By the date first seen. */
    versions: z.array(AgentVersion),
    /** The filter's changes by agents, and those whose marks name a version. */
    changes: z.int(),
    named: z.int(),
    range: z.nullable(Range),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type AgentVersionsAsk = z.output<typeof agentVersionsQuestion.ask>;
export type AgentVersionsAnswer = z.output<typeof agentVersionsQuestion.answer>;
