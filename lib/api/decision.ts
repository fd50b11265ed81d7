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

/** To agree needs no words: these are written down then. */
export const agreed = 'Looked at and found to be so.';
const ConfirmReason = z._default(Reason, agreed);

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
    reason: ConfirmReason,
  }),
  z.object({ id: RegressionId, decision: z.enum(['dismissed', 'unlinked']), reason: Reason }),
]);
export type DecisionRequest = z.output<typeof DecisionRequest>;
export const DecisionUndo = z.object({ id: RegressionId });
export const DecisionAnswer = z.object({ id: z.string() });

/** As many as a page of decisions takes at once. */
export const mostDecided = 500;
export const RegressionIds = z.array(RegressionId).check(z.minLength(1), z.maxLength(mostDecided));

/**
 * POST decides the same of many regressions at once, DELETE with their ids takes it back. What a person
 * decided on before is left as it is, as is what is not known any more.
 */
export const decisionsPath = '/api/v1/decisions';
export const DecisionsRequest = z.discriminatedUnion('decision', [
  z.object({ ids: RegressionIds, decision: z.literal('confirmed'), reason: ConfirmReason }),
  z.object({ ids: RegressionIds, decision: z.literal('dismissed'), reason: Reason }),
]);
export type DecisionsRequest = z.output<typeof DecisionsRequest>;
export const DecisionsUndo = z.object({ ids: RegressionIds });
/** The ids that were decided on now, or whose decision was taken back now. */
export const DecisionsAnswer = z.object({ ids: z.array(z.string()) });
export type DecisionsAnswer = z.output<typeof DecisionsAnswer>;
