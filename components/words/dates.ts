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
  const { year, month, day } = partsOf(date);
  return `${day} ${monthName(month)} ${year}`;
}

/** Two calendar dates as a range that says each part once: `2–8 Mar 2026`. */
export function datesWords(from: string, to: string): string {
  if (from === to) return dateWords(from);
  const [a, b] = [partsOf(from), partsOf(to)];
  if (a.year !== b.year) return `${dateWords(from)} – ${dateWords(to)}`;
  if (a.month !== b.month) return `${a.day} ${monthName(a.month)} – ${dateWords(to)}`;
  return `${a.day}–${dateWords(to)}`;
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

/** A moment in the zone of the machine that runs this: `2 Mar 2026, 15:05`. */
export function localWords(at: string): string {
  const moment = new Date(at);
  const clock = [moment.getHours(), moment.getMinutes()].map((part) => `${part}`.padStart(2, '0'));
  return `${moment.getDate()} ${monthName(moment.getMonth() + 1)} ${moment.getFullYear()}, ${clock.join(':')}`;
}
