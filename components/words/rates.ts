import { numberWords } from '@/components/words/numbers';
import type { Rate } from '@/lib/api/definition';

/** Below this many changes a percentage says more than is known, so headlines give counts alone. */
const fewChanges = 20;
const manyChanges = 1_000;

/** A whole number with its thousands apart. */
export function countWords(count: number): string {
  return numberWords(count);
}

/** A noun with its number: `1 change`, `1,204 changes`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

/** A probability as a percentage; one decimal only where at least 1,000 changes carry it. */
export function percentWords(value: number, changes: number): string {
  const digits = changes >= manyChanges ? 1 : 0;
  const percent = value * 100;
  const least = digits === 1 ? 0.1 : 1;
  if (percent > 0 && percent < least / 2) return `<${numberWords(least, digits)}%`;
  if (percent < 100 && percent > 100 - least / 2) return `>${numberWords(100 - least, digits)}%`;
  return `${numberWords(percent, digits, digits)}%`;
}

/** An interval: `4–9%`, or `0–<1%` at the edge. */
export function intervalWords(lower: number, upper: number, changes: number): string {
  return `${percentWords(lower, changes).replace('%', '')}–${percentWords(upper, changes)}`;
}

/** What a rate counts: `7 of 120`. */
export function ofWords({ regressions, changes }: Pick<Rate, 'regressions' | 'changes'>): string {
  return `${countWords(regressions)} of ${countWords(changes)}`;
}

/** Whether a headline may give the rate as a percentage. */
export function isTellable(
  rate: Rate,
): rate is Rate & { rate: number; lower: number; upper: number } {
  return (
    rate.rate !== null && rate.lower !== null && rate.upper !== null && rate.changes >= fewChanges
  );
}
