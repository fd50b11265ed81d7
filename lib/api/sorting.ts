import * as z from 'zod/mini';
import { limit } from '@/lib/api/paging';

/** What a part of a place in a sorted list is; none of them holds an underscore. */
export type PartKind = 'moment' | 'number' | 'word' | 'key' | 'uuid';

const isPart: Record<PartKind, (text: string) => boolean> = {
  moment: (text) => z.iso.datetime().safeParse(text).success,
  number: (text) => /^\d{1,12}$/.test(text),
  word: (text) => /^[a-z-]{1,40}$/.test(text),
  key: (text) => /^[0-9a-f]{1,64}$/.test(text),
  uuid: (text) => z.guid().safeParse(text).success,
};

export const Order = z.enum(['desc', 'asc']);
export type Order = z.output<typeof Order>;

/** The parts of the place that a cursor tells in a list that is sorted so; undefined for a text that is none. */
export function readPlace(cursor: string, kinds: readonly PartKind[]): string[] | undefined {
  const parts = cursor.split('_');
  const fits =
    parts.length === kinds.length && kinds.every((kind, index) => isPart[kind](parts[index] ?? ''));
  return fits ? parts : undefined;
}

/** How a list is searched and turned round. */
export const searched = {
  /** Words of the title, the author’s name, a number or the beginning of a sha. */
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  order: z._default(Order, 'desc'),
};

/** Which rows of a sorted list: how many, and after which. */
export const sortedPaging = { cursor: z.optional(z.string().check(z.maxLength(200))), limit };

/** The check of the whole: a cursor is of a list that is sorted as asked. */
export function isPlaced<Sort extends string>(sorts: Readonly<Record<Sort, readonly PartKind[]>>) {
  return z.refine<{ cursor?: string | undefined; sort: Sort }>(
    ({ cursor, sort }) => cursor === undefined || readPlace(cursor, sorts[sort]) !== undefined,
    {
      path: ['cursor'],
      error: 'must be what `next` of an earlier answer said; leave it out to start anew',
    },
  );
}
