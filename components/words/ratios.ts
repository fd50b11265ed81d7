import { numberWords } from '@/components/words/numbers';
import type { Estimate } from '@/lib/api/compare';

/** To two digits: `0.083`, `1.8`, `12`. */
const digits = (value: number) => numberWords(Number(value.toPrecision(2)), mostDecimals);
const mostDecimals = 9;

/** A ratio with its interval: `1.8 (1.2–2.7)`, with what is not known left out. */
export function ratioWords({ value, lower, upper }: Estimate): string {
  if (lower === null) return '–';
  const range = `${digits(lower)}–${upper === null ? '∞' : digits(upper)}`;
  return value === null ? `(${range})` : `${digits(value)} (${range})`;
}
