import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { methods } from '@/lib/cli/stats-methods/methods';

const casesPath = fileURLToPath(
  new URL('../../../../shared/data/stats-cases.json', import.meta.url),
);

const Case = z.object({
  name: z.string(),
  method: z.string(),
  inputs: z.unknown(),
  expected: z.record(z.string(), z.unknown()),
  tolerance: z.object({ rel: z.optional(z.number()), abs: z.optional(z.number()) }),
});
type Case = z.output<typeof Case>;

/** What is expected, with every number within the case's tolerance. */
function within(expected: unknown, tolerance: Case['tolerance']): unknown {
  if (expected === 'Infinity') return Infinity;
  if (Array.isArray(expected)) return expected.map((part) => within(part, tolerance));
  if (typeof expected === 'object' && expected !== null) {
    const parts = Object.entries(expected).map(([key, part]) => [key, within(part, tolerance)]);
    return expect.objectContaining(Object.fromEntries(parts));
  }
  if (typeof expected !== 'number') return expected;
  const { rel, abs } = tolerance;
  const allowed = (abs ?? (rel === undefined ? 1e-6 : 0)) + (rel ?? 0) * Math.abs(expected);
  return expect.toSatisfy(
    (found: unknown) => typeof found === 'number' && Math.abs(found - expected) <= allowed,
    `${expected} ± ${allowed}`,
  );
}

const isPresent = existsSync(casesPath);
const cases = isPresent ? z.parse(z.array(Case), JSON.parse(readFileSync(casesPath, 'utf8'))) : [];

describe.skipIf(!isPresent)('published and R-computed cases', () => {
  test.each(cases)('$method: $name', ({ method, inputs, expected, tolerance }) => {
    expect(methods[method]?.(inputs)).toEqual(within(expected, tolerance));
  });
});
