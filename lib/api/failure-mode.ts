import * as z from 'zod/mini';
import { agreed, RegressionId, RegressionIds } from '@/lib/api/decision';
import { FailureMode } from '@/lib/domain/regression';
import { Reason } from '@/lib/domain/rule';

/** To agree needs no words. */
const WhyReason = z._default(Reason, agreed);

/**
 * PUT says why a regression broke something, whatever is suggested; DELETE with its id lets what is
 * suggested stand again. Both answer with the id: 404 where there is no such regression, or no decision
 * to undo.
 */
export const failureModePath = '/api/v1/failure-mode';
export const FailureModeRequest = z.object({
  id: RegressionId,
  failureMode: FailureMode,
  reason: WhyReason,
});
export type FailureModeRequest = z.output<typeof FailureModeRequest>;
export const FailureModeUndo = z.object({ id: RegressionId });
export const FailureModeAnswer = z.object({ id: z.string() });

/**
 * POST says the same of why many regressions broke something, DELETE with their ids takes it back. What a
 * person said of one before is left as it is. Both answer with the ids of those that it came to.
 */
export const failureModesPath = '/api/v1/failure-modes';
export const FailureModesRequest = z.object({
  ids: RegressionIds,
  failureMode: FailureMode,
  reason: WhyReason,
});
export type FailureModesRequest = z.output<typeof FailureModesRequest>;
export const FailureModesUndo = z.object({ ids: RegressionIds });
export const FailureModesAnswer = z.object({ ids: z.array(z.string()) });
