import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { ChangeRow } from '@/lib/api/rows';
import { isPlaced, type PartKind, searched, sortedPaging } from '@/lib/api/sorting';
import { inOrder, ListFilter } from '@/lib/domain/filter';

/** What changes can be sorted by. */
export const ChangeSort = z.enum(['merged', 'size']);
export type ChangeSort = z.output<typeof ChangeSort>;

/** What tells a place in the list. */
export const changeSorts: Record<ChangeSort, readonly PartKind[]> = {
  merged: ['moment', 'number', 'key'],
  size: ['number', 'moment', 'number', 'key'],
};

/** Which changes are listed, and in which order. */
const ChangeList = z.extend(ListFilter, {
  ...searched,
  sort: z._default(ChangeSort, 'merged'),
});
export type ChangeList = z.output<typeof ChangeList>;

/** The exposed changes behind a rate, newest merge first unless sorted otherwise. */
export const changesQuestion = {
  path: '/api/v1/changes',
  ask: z.extend(ChangeList, sortedPaging).check(inOrder, isPlaced(changeSorts)),
  answer: z.object({ rows: z.array(ChangeRow), next: z.nullable(z.string()), total: z.int() }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type ChangesAsk = z.output<typeof changesQuestion.ask>;
export type ChangesAnswer = z.output<typeof changesQuestion.answer>;

/** The whole list as a file, of the path with `.csv` or `.json` behind it. */
export const changesFile = { path: '/api/v1/changes', ask: ChangeList.check(inOrder) };
