import { numberWords } from '@/components/words/numbers';

const steps = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25];

/** Round rates from 0 to where an axis ends, far enough for `highest` and at least to 2 %. */
export function rateTicks(highest: number): number[] {
  const reach = Math.min(1, Math.max(highest, 0.02));
  const step = steps.find((size) => reach / size <= 5) ?? 0.25;
  const count = Math.min(Math.ceil(reach / step - 1e-9), Math.round(1 / step));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toFixed(4)));
}

/** A rate on an axis: `2.5%`. */
export function tickWords(rate: number): string {
  return `${numberWords(rate * 100, 1)}%`;
}

/** A place on a line of some length, as CSS and SVG write it. */
export function placeOf(value: number, end: number): string {
  return `${((Math.min(value, end) / end) * 100).toFixed(2)}%`;
}
