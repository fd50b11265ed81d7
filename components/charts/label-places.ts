/**
 * Heights for labels that each stand as near as can be to where they belong, no two closer than `gap`,
 * all between `low` and `high`; in the order in which they came.
 */
export function labelPlaces(
  wanted: readonly number[],
  { low, high, gap }: { low: number; high: number; gap: number },
): number[] {
  const places = [...wanted];
  const upwards = wanted
    .map((_, index) => index)
    .sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  let floor = low;
  for (const index of upwards) {
    places[index] = Math.max(wanted[index] ?? 0, floor);
    floor = (places[index] ?? 0) + gap;
  }
  let ceiling = high;
  for (const index of upwards.toReversed()) {
    places[index] = Math.min(places[index] ?? 0, ceiling);
    ceiling = (places[index] ?? 0) - gap;
  }
  return places;
}
