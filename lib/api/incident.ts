import * as z from 'zod/mini';
import { TimelineMoment } from '@/lib/api/change';
import { IncidentRow } from '@/lib/api/incidents';
import { IdOfAnyKey, type Question } from '@/lib/api/question';
import { ChangeRow } from '@/lib/api/rows';
import { Confidence, Evidence } from '@/lib/domain/evidence';
import { RegressionStatus } from '@/lib/domain/regression';

const LinkedRegression = z.object({
  id: z.string(),
  status: RegressionStatus,
  confidence: Confidence,
  /** The day after merge: 1 for the first 24 hours. */
  day: z.int(),
  change: ChangeRow,
  evidence: z.array(Evidence),
});
export type LinkedRegression = z.output<typeof LinkedRegression>;

export const ToldIncident = z.extend(
  z.omit(IncidentRow, { changes: true, linked: true, openedAt: true }),
  {
    openedAt: z.nullable(IncidentRow.shape.openedAt),
    regressions: z.array(LinkedRegression),
    timeline: z.array(TimelineMoment),
  },
);
export type ToldIncident = z.output<typeof ToldIncident>;

/** One incident: what happened when, and which changes it is held against and why. */
export const incidentQuestion = {
  path: '/api/v1/incident',
  ask: z.object({ id: IdOfAnyKey }),
  answer: ToldIncident,
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type IncidentAsk = z.output<typeof incidentQuestion.ask>;
