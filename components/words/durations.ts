import { numberWords } from '@/components/words/numbers';

/** A number of hours as people say it: `40 min`, `2 h 30 min`, `2.5 days`. */
export function hoursWords(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  if (hours >= 48) return `${daysWords(hours / 24)} days`;
  const rest = minutes % 60;
  const whole = Math.floor(minutes / 60);
  return rest === 0 || whole >= 10 ? `${Math.round(hours)} h` : `${whole} h ${rest} min`;
}

const daysWords = (days: number) => numberWords(days, days < 10 ? 1 : 0);
