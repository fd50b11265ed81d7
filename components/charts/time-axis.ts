import { monthName } from '@/components/words/dates';

export interface TimeTick {
  at: number;
  label: string;
}

/** The moment at which a calendar date begins in UTC, as the axis counts. */
export function axisPlace(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/**
 * Ticks where a month begins among the starts of periods, at most `most` of them; the first and the first of each
 * new year also say the year.
 */
export function timeTicks(starts: readonly string[], most = 6): TimeTick[] {
  const firsts = starts.filter(
    (start, index) => index === 0 || start.slice(0, 7) !== starts[index - 1]?.slice(0, 7),
  );
  const step =
    [1, 2, 3, 4, 6].find((months) => firsts.length / months <= most) ??
    12 * Math.ceil(firsts.length / most / 12);
  const chosen = firsts.filter(
    (start) => (monthsOf(start) - monthsOf(firsts[0] ?? start)) % step === 0,
  );
  return chosen.map((start, index) => {
    const year = start.slice(0, 4);
    const saysYear = chosen[index - 1]?.slice(0, 4) !== year;
    const month = monthName(Number(start.slice(5, 7)));
    return { at: axisPlace(start), label: saysYear ? `${month} ’${year.slice(2)}` : month };
  });
}

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
