import { isSilence } from '@/lib/domain/silence';

const dayMs = 86_400_000;

/** In words that a source is silent, with its usual pace; null where it is not, or never sent anything. */
export function silenceOf(lastAt: Date | null, usualADay: number, now: Date): string | null {
  if (lastAt === null) return null;
  const days = (now.getTime() - lastAt.getTime()) / dayMs;
  if (!isSilence(days, usualADay)) return null;
  const pace =
    usualADay >= 1 ? `${Math.round(usualADay)} a day` : `${Math.round(usualADay * 7)} a week`;
  return `nothing for ${Math.floor(days)} days; usually ${pace}`;
}
