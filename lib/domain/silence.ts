/** A pause that comes about by chance less often than this is silence. */
const unlikely = 0.001;
/** Nights and weekends are silent anyway. */
export const quietestDays = 3;

/**
 * Whether a pause of so many days is longer than chance and a weekend explain at the usual pace: for
 * independent arrivals a pause of t days has the probability e^(−pace × t). Never where no pace is known.
 */
export function isSilence(pausedDays: number, usualADay: number): boolean {
  return (
    usualADay > 0 && pausedDays >= quietestDays && Math.exp(-usualADay * pausedDays) <= unlikely
  );
}
