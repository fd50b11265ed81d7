import { isMonthFirst } from '@/components/words/reader';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

interface Parts {
  year: string;
  month: number;
  day: number;
}

function partsOf(date: string): Parts {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return { year, month: Number(month), day: Number(day) };
}

/** The short English name of a month, 1 to 12. Not from Intl: server and browser may disagree there. */
export function monthName(month: number): string {
  return months[month - 1] ?? '';
}

/** A calendar date in words: `2 Mar 2026`. */
export function dateWords(date: string): string {
  return wordsOf(partsOf(date));
}

function wordsOf({ year, month, day }: Parts): string {
  return isMonthFirst()
    ? `${monthName(month)} ${day}, ${year}`
    : `${day} ${monthName(month)} ${year}`;
}

/** Two calendar dates as a range that says each part once: `2–8 Mar 2026`. */
export function datesWords(from: string, to: string): string {
  if (from === to) return dateWords(from);
  const [a, b] = [partsOf(from), partsOf(to)];
  if (a.year !== b.year) return `${wordsOf(a)} – ${wordsOf(b)}`;
  if (isMonthFirst()) {
    const end = a.month === b.month ? `–${b.day}` : ` – ${monthName(b.month)} ${b.day}`;
    return `${monthName(a.month)} ${a.day}${end}, ${b.year}`;
  }
  return a.month === b.month
    ? `${a.day}–${wordsOf(b)}`
    : `${a.day} ${monthName(a.month)} – ${wordsOf(b)}`;
}

/** The quarter that a date falls in: `Q1 2026`. */
export function quarterWords(date: string): string {
  const { year, month } = partsOf(date);
  return `Q${Math.ceil(month / 3)} ${year}`;
}

/** A moment in UTC: `2 Mar 2026, 14:05 UTC`. */
export function utcWords(at: string): string {
  const iso = new Date(at).toISOString();
  return `${dateWords(iso)}, ${iso.slice(11, 16)} UTC`;
}

/** The day of a moment in the zone of the machine that runs this: `2 Mar 2026`. */
export function localDateWords(at: string): string {
  const moment = new Date(at);
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return wordsOf({ year: `${year}`, month, day });
}

/** A moment in the zone of the machine that runs this: `2 Mar 2026, 15:05`, or `Mar 2, 2026, 3:05 PM`. */
export function localWords(at: string): string {
  const moment = new Date(at);
  return `${localDateWords(at)}, ${clockWords(moment.getHours(), moment.getMinutes())}`;
}

function clockWords(hours: number, minutes: number): string {
  const past = `${minutes}`.padStart(2, '0');
  if (!isMonthFirst()) return `${`${hours}`.padStart(2, '0')}:${past}`;
  return `${hours % 12 || 12}:${past} ${hours < 12 ? 'AM' : 'PM'}`;
}
