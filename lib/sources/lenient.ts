import * as z from 'zod/mini';
import { Link, Moment } from '@/lib/sources/payload';

/**
 * Fields of payloads whose form is in people's hands (templates, labels, trackers' fields): what does
 * not fit is nothing, never a fault of the whole.
 */
function worded(length: number) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((told) =>
      typeof told === 'string' || typeof told === 'number'
        ? String(told).replaceAll('\r\n', '\n').trim().slice(0, length) || undefined
        : undefined,
    ),
  );
}
/** A name, state or id: at most 500 characters, never empty. Numbers are ids, too. */
export const Word = worded(500);
/** A longer text, never empty. */
export const Words = worded(200_000);

/** No tool of today was at work before it: Go's zero time (year 1) and 0 seconds both mean "never". */
const earliest = Date.UTC(1990, 0, 1);

/** A moment, also as digits in a text; nothing where there is none yet. */
export const When = z.pipe(
  z.optional(z.unknown()),
  z.transform((told) => {
    const isDigits = typeof told === 'string' && /^\d{9,16}$/.test(told);
    const { data } = Moment.safeParse(isDigits ? Number(told) : told);
    return data !== undefined && Date.parse(data) >= earliest ? data : undefined;
  }),
);

/** What fits a form, or nothing. */
export function fitting<Form extends z.ZodMiniType>(form: Form) {
  return z.catch(z.optional(form), undefined);
}

/** A link that is safe to show, or nothing. */
export const Url = fitting(Link);

/** Those of a list that fit a form; none where it is no list. */
export function listOf<Form extends z.ZodMiniType>(form: Form) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((told) =>
      (Array.isArray(told) ? told : []).flatMap((one) => {
        const { data, success } = z.safeParse(form, one);
        return success ? [data] : [];
      }),
    ),
  );
}

/** The words of a list; none where it is no list. */
export const WordList = z.pipe(
  listOf(Word),
  z.transform((words) => words.flatMap((word) => word ?? [])),
);

/** Names and their texts, as labels and annotations are; none where it is no object. */
export const Labels = z.pipe(
  z.optional(z.unknown()),
  z.transform(
    (told) =>
      new Map(
        Object.entries(typeof told === 'object' && told !== null ? told : {}).flatMap(
          ([name, value]) => {
            const { data } = Words.safeParse(value);
            return data === undefined ? [] : [[name, data] as const];
          },
        ),
      ),
  ),
);

/** The only one of a list, where it has just one. */
export function onlyOf<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
