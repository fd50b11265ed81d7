import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';

/** The lists that views of can be saved. */
export const ViewPath = z.enum(['/regressions', '/changes', '/incidents', '/deployments']);
export type ViewPath = z.output<typeof ViewPath>;

const Name = z
  .string()
  .check(z.trim(), z.minLength(1, 'give it a name'), z.maxLength(60), z.regex(/^[^\p{Cc}]+$/u));

/** A view of a list: the search part of its address, under a name. */
export const View = z.object({
  path: ViewPath,
  name: Name,
  query: z.string().check(z.maxLength(2_000), z.regex(/^[^\p{Cc}?#]*$/u)),
});
export type View = z.output<typeof View>;

/** A view that is kept, and who keeps it. */
export const ToldView = z.extend(View, {
  id: z.int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type ToldView = z.output<typeof ToldView>;

/**
 * The views of a list, by name. POST a View to the same path to save it, PUT an id and a name to rename
 * it, DELETE an id to remove it. No two views of a list have the same name.
 */
export const viewsQuestion = {
  path: '/api/v1/views',
  ask: z.object({ path: ViewPath }),
  answer: z.object({ views: z.array(ToldView) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type ViewsAsk = z.output<typeof viewsQuestion.ask>;
export type ViewsAnswer = z.output<typeof viewsQuestion.answer>;

const id = z.int().check(z.minimum(1), z.maximum(2_147_483_647));
export const ViewRenaming = z.object({ id, name: Name });
export const ViewRemoval = z.object({ id });

/** What saving, renaming or removing a view answers. */
export const ChangedView = z.object({ id: z.int() });
