import type { Estimate } from '@/lib/api/compare';

const digits = (value: number) => Number(value.toPrecision(2)).toString();

/** A ratio with its interval: `1.8 (1.2–2.7)`, with what is not known left out. */
export function ratioWords({ value, lower, upper }: Estimate): string {
  if (lower === null) return '–';
  const range = `${digits(lower)}–${upper === null ? '∞' : digits(upper)}`;
  return value === null ? `(${range})` : `${digits(value)} (${range})`;
}
