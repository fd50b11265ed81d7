import { plural } from '@/components/words/rates';

/** A number of hours as people say it: `40 min`, `2 h 30 min`, `3 days`. */
export function hoursWords(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  if (hours >= 72) return plural(Math.round(hours / 24), 'day');
  const rest = minutes % 60;
  const whole = Math.floor(minutes / 60);
  return rest === 0 || whole >= 24 ? `${Math.round(hours)} h` : `${whole} h ${rest} min`;
}
