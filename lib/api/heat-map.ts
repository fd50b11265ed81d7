import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

const HeatCell = z.extend(Rate, {
  kindOfWork: KindOfWork,
  size: SizeBucket,
  /** Too few changes watched to tell a rate of the cell by itself; its interval says the rest. */
  tooFew: z.boolean(),
  /** Differs from all cells together, at a false discovery rate of 5 % over the cells; else `unclear`. */
  beside: z.enum(['higher', 'lower', 'unclear']),
});
export type HeatCell = z.output<typeof HeatCell>;

/** Where changes hold up and where not: the rate in every cell of kind of work and size. */
export const heatMapQuestion = {
  path: '/api/v1/heat-map',
  ask: Filter.check(inOrder),
  answer: z.object({
    /** The kinds of work and sizes that have changes, in their order. */
    kindsOfWork: z.array(KindOfWork),
    sizes: z.array(SizeBucket),
    /** One for each pair of these that has changes, row by row. */
    cells: z.array(HeatCell),
    all: Rate,
    /** Cells of fewer changes, counted by how long they were watched, are too few. */
    fewestChanges: z.int(),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type HeatMapAsk = z.output<typeof heatMapQuestion.ask>;
export type HeatMapAnswer = z.output<typeof heatMapQuestion.answer>;
