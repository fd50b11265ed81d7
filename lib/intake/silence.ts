/** A pause that comes about by chance less often than this is silence. */
const unlikely = 0.001;
const dayMs = 86_400_000;
/** Nights and weekends are silent anyway. */
const quietestDays = 3;

/**
 * In words that a source is silent, where its pause is longer than chance and a weekend explain at its
 * usual pace: for independent arrivals a pause of t days has the probability e^(−pace × t). Null where it is
 * not, or nothing is known of its pace.
 */
export function silenceOf(lastAt: Date | null, usualADay: number, now: Date): string | null {
  if (lastAt === null || usualADay <= 0) return null;
  const days = (now.getTime() - lastAt.getTime()) / dayMs;
  if (days < quietestDays || Math.exp(-usualADay * days) > unlikely) return null;
  const pace =
    usualADay >= 1 ? `${Math.round(usualADay)} a day` : `${Math.round(usualADay * 7)} a week`;
  return `nothing for ${Math.floor(days)} days; usually ${pace}`;
}
