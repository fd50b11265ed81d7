import type { Estimate } from '@/lib/api/compare';
import type { Figures } from '@/lib/api/figures';

const points = (difference: number) => Math.abs(difference * 100).toFixed(1);
const signed = (difference: number) => `${difference < 0 ? '−' : '+'}${points(difference)}`;

/** How a share differs from the time before, in points, with its interval; empty where none is known. */
export function changeWords(change: Estimate | undefined): string {
  const { value = null, lower = null, upper = null } = change ?? {};
  if (value === null || lower === null || upper === null) return '';
  return `${signed(value)} points on before (${signed(lower)} to ${signed(upper)})`;
}

/** A length of time as people say it: minutes below two hours, hours below two days, then days. */
export function hoursWords(hours: number): string {
  if (hours < 2) return `${Math.round(hours * 60)} min`;
  if (hours < 48) return `${Number(hours.toFixed(1))} h`;
  return `${Number((hours / 24).toFixed(1))} days`;
}

/** The interval of a median: `likely 2–5`; empty where too few carry one. */
export function medianWords(
  { lower, upper }: Figures['hoursToRecover'],
  words: (value: number) => string,
): string {
  return lower === null || upper === null ? '' : `likely ${words(lower)}–${words(upper)}`;
}
