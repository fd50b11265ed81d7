import * as z from 'zod/mini';

/** The place in a list that is ordered by a moment, then repository, then key. */
export interface Place {
  at: string;
  repositoryId: number;
  key: string;
}

/** The place as the text that the next request carries. */
export function writeCursor({ at, repositoryId, key }: Place): string {
  return `${at}_${repositoryId}_${key}`;
}

/** The place that a cursor tells; undefined for a text that is none. */
export function readCursor(cursor: string): Place | undefined {
  const [at = '', repositoryId = '', ...rest] = cursor.split('_');
  const whole = z.iso.datetime().safeParse(at).success && /^\d{1,9}$/.test(repositoryId);
  return whole ? { at, repositoryId: Number(repositoryId), key: rest.join('_') } : undefined;
}

/** How many rows of a list are asked for at once. */
export const limit = z._default(
  z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
    z.int().check(z.minimum(1), z.maximum(200)),
  ),
  50,
);

/** Which rows of a list: how many, and after which. `isKey` tells whether a cursor's key can be one. */
export function paging(isKey: (key: string) => boolean) {
  const names = (cursor: string) => {
    const place = readCursor(cursor);
    return place !== undefined && isKey(place.key);
  };
  return {
    cursor: z.optional(
      z
        .string()
        .check(
          z.maxLength(600),
          z.refine(
            names,
            'must be what `next` of an earlier answer said; leave it out to start anew',
          ),
        ),
    ),
    limit,
  };
}
