import * as z from 'zod/mini';
import { Id } from '@/lib/api/question';
import { Override } from '@/lib/domain/decision';

/**
 * PUT says who wrote a change, above every mark; DELETE with the change's id lets the marks decide
 * again. Both answer with the id: 404 where no such change is known.
 */
export const overridePath = '/api/v1/override';
export const OverrideRequest = z.safeExtend(Override, { id: Id });
export type OverrideRequest = z.output<typeof OverrideRequest>;
export const OverrideUndo = z.object({ id: Id });
export const OverrideAnswer = z.object({ id: z.string() });
