import { datesWords, dateWords } from '@/components/words/dates';
import { addDays } from '@/lib/domain/day';

/** Spans that end with the newest complete day; `days` null means everything. */
export const timePresets = [
  { name: '90 days', days: 90 },
  { name: '6 months', days: 183 },
  { name: 'A year', days: 365 },
  { name: 'All', days: null },
] as const;
export type TimePreset = (typeof timePresets)[number];

/** What is known of the data: its first date of merge and its newest complete day. */
export interface Known {
  first: string | undefined;
  last: string | undefined;
}

interface Span {
  from: string | null;
  to: string | null;
}

/** The span of a preset as the URL says it. A year needs no words: the API answers it unasked, from the first day of a quarter. */
export function presetSpan(preset: TimePreset, { first, last }: Known): Span {
  if (preset.days === 365 || last === undefined) return { from: null, to: null };
  const from = preset.days === null ? (first ?? null) : addDays(last, 1 - preset.days);
  return { from, to: null };
}

/** The preset that a span is, or undefined for one of the reader's own. */
export function presetOf(span: Span, known: Known): TimePreset | undefined {
  if (span.to !== null) return undefined;
  return timePresets.find((preset) => presetSpan(preset, known).from === span.from);
}

/** A span in words for its button. */
export function spanWords(span: Span, known: Known): string {
  const preset = presetOf(span, known);
  if (preset !== undefined) return preset.name;
  const { from, to } = span;
  if (from !== null && to !== null) return datesWords(from, to);
  if (from !== null) return `since ${dateWords(from)}`;
  return to === null ? 'All' : `up to ${dateWords(to)}`;
}
