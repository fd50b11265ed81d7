import * as z from 'zod/mini';
import { paging } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { ChangeRow } from '@/lib/api/rows';
import { inOrder, ListFilter } from '@/lib/domain/filter';

/** The exposed changes behind a rate, newest merge first. */
export const changesQuestion = {
  path: '/api/v1/changes',
  ask: z
    .extend(
      ListFilter,
      paging((key) => /^[0-9a-f]+$/.test(key)),
    )
    .check(inOrder),
  answer: z.object({ rows: z.array(ChangeRow), next: z.nullable(z.string()), total: z.int() }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type ChangesAsk = z.output<typeof changesQuestion.ask>;
export type ChangesAnswer = z.output<typeof changesQuestion.answer>;
