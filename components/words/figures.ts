import { numberWords } from '@/components/words/numbers';
import type { Estimate } from '@/lib/api/compare';
import type { Figures } from '@/lib/api/figures';

const points = (difference: number) => numberWords(Math.abs(difference * 100), 1, 1);
const signed = (difference: number) => `${difference < 0 ? '−' : '+'}${points(difference)}`;

/** How a share differs from the time before, in points, with its interval; empty where none is known. */
export function changeWords(change: Estimate | undefined): string {
  const { value = null, lower = null, upper = null } = change ?? {};
  if (value === null || lower === null || upper === null) return '';
  return `${signed(value)} points on before (${signed(lower)} to ${signed(upper)})`;
}

/** How a median differs from the time before, with its interval; empty where none is known. */
export function medianChangeWords(
  { value, lower, upper }: Estimate,
  words: (length: number) => string,
): string {
  if (value === null || lower === null || upper === null) return '';
  const told = (length: number) =>
    length === 0 ? '±0' : `${length < 0 ? '−' : '+'}${words(Math.abs(length))}`;
  return `${told(value)} on before (${told(lower)} to ${told(upper)})`;
}

/** A number of days, which of a median may end in a half. */
export function daysWords(days: number): string {
  return `${numberWords(days, 1)} d`;
}

/** The interval of a median, the unit once where both ends have it: `likely 2 to 5 h`; empty where too few carry one. */
export function medianWords(
  { lower, upper }: Figures['hoursToRecover'],
  words: (value: number) => string,
): string {
  if (lower === null || upper === null) return '';
  const [from, to] = [words(lower), words(upper)];
  const unit = / \D+$/.exec(to)?.[0];
  const isShared = unit !== undefined && from.endsWith(unit);
  return `likely ${isShared ? from.slice(0, -unit.length) : from} to ${to}`;
}
