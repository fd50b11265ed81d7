import * as z from 'zod/mini';
import type { Interval } from '@/lib/stats/interval';
import type { Result } from '@/lib/stats/result';

/** Runs one statistical method on the inputs of a case. Throws when they do not have its form. */
export type Method = (inputs: unknown) => Record<string, unknown>;

/** The methods of a table read their inputs by a schema. */
export function on<Inputs extends z.ZodMiniType>(
  inputs: Inputs,
  run: (inputs: z.output<Inputs>) => Record<string, unknown>,
): Method {
  return (given) => run(z.parse(inputs, given));
}

/** What a result says, or its reason beside the names that then have no value. */
export function told<Estimate>(
  result: Result<Estimate>,
  names: readonly string[],
  tell: (estimate: Estimate) => Record<string, unknown>,
): Record<string, unknown> {
  if (result.ok) return tell(result);
  return { ...Object.fromEntries(names.map((name) => [name, null])), reason: result.reason };
}

export const numbers = z.array(z.number());

/** Refuses inputs whose lists of these names, which belong together place by place, differ in length. */
export function together(...names: string[]) {
  return z.refine<Record<string, unknown>>(
    (inputs) => {
      const lists = names.map((name) => inputs[name]).filter(Array.isArray);
      return new Set(lists.map(({ length }) => length)).size <= 1;
    },
    { error: `${names.join(', ')} differ in length` },
  );
}

/** JSON has no infinite numbers: cases tell them in words. */
export const real = z.union([
  z.number(),
  z.pipe(
    z.enum(['Infinity', '-Infinity']),
    z.transform((word) => Number(word)),
  ),
]);

/** The two limits of an interval; null where there is none. */
export const limits = z.nullable(
  z.pipe(
    z.tuple([z.nullable(real), z.nullable(real)]),
    z.transform(([lower, upper]) => ({ lower: lower ?? -Infinity, upper: upper ?? Infinity })),
  ),
);

/** The coverage of intervals: 95 % where a case does not say. */
export const level = z._default(z.number(), 0.95);

/** The two limits as a pair; null where there is no interval. */
export function pair(interval: Interval | null | undefined): [number, number] | null {
  return interval ? [interval.lower, interval.upper] : null;
}
