import * as z from 'zod/mini';
import { Id } from '@/lib/api/question';
import { Reason } from '@/lib/domain/rule';

/** `owner/name/<uuid>`. */
export const RegressionId = Id.check(
  z.refine(
    (id) => z.guid().safeParse(id.slice(id.lastIndexOf('/') + 1)).success,
    'must be the id of a regression like owner/name/2f1c0a52-…',
  ),
);

/**
 * PUT decides on a regression, whatever the rules say of it; DELETE with its id lets the rules decide
 * again, and takes away one that was linked by hand. Both answer with the id: 404 where there is no
 * such regression, or no decision to undo.
 */
export const decisionPath = '/api/v1/decision';
export const DecisionRequest = z.discriminatedUnion('decision', [
  z.object({
    id: RegressionId,
    decision: z.literal('confirmed'),
    reason: z._default(Reason, 'Looked at and found to be so.'),
  }),
  z.object({ id: RegressionId, decision: z.enum(['dismissed', 'unlinked']), reason: Reason }),
]);
export type DecisionRequest = z.output<typeof DecisionRequest>;
export const DecisionUndo = z.object({ id: RegressionId });
export const DecisionAnswer = z.object({ id: z.string() });
