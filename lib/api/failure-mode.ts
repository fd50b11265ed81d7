import * as z from 'zod/mini';
import { RegressionId } from '@/lib/api/decision';
import { FailureMode } from '@/lib/domain/regression';
import { Reason } from '@/lib/domain/rule';

/**
 * PUT says why a regression broke something, whatever is suggested; DELETE with its id lets what is
 * suggested stand again. Both answer with the id: 404 where there is no such regression, or no decision
 * to undo.
 */
export const failureModePath = '/api/v1/failure-mode';
export const FailureModeRequest = z.object({
  id: RegressionId,
  failureMode: FailureMode,
  reason: z._default(Reason, 'Looked at and found to be so.'),
});
export const FailureModeUndo = z.object({ id: RegressionId });
export const FailureModeAnswer = z.object({ id: z.string() });
