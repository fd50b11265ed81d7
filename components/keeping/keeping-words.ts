import { numberWords } from '@/components/words/numbers';
import { plural } from '@/components/words/rates';
import type { RepositoryCounts } from '@/lib/api/repository';

const nouns: readonly (readonly [keyof RepositoryCounts, string, string])[] = [
  ['changes', 'change', 'changes'],
  ['commits', 'commit', 'commits'],
  ['reviews', 'review', 'reviews'],
  ['checks', 'check', 'checks'],
  ['deployments', 'deployment', 'deployments'],
  ['incidents', 'incident', 'incidents'],
  ['reports', 'report', 'reports'],
  ['regressions', 'regression', 'regressions'],
  ['decisions', 'decision of people', 'decisions of people'],
  ['months', 'month of the charts', 'months of the charts'],
  ['deliveries', 'delivery with its body', 'deliveries with their bodies'],
];

/** How much is stored of a repository, in words: `12 changes`, `1 review`. */
export function countsInWords(
  counts: RepositoryCounts,
): { name: keyof RepositoryCounts; count: number; words: string }[] {
  return nouns.map(([name, one, many]) => {
    const count = counts[name];
    return { name, count, words: plural(count, one, many) };
  });
}

const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size in the unit that fits: `512 bytes`, `1.4 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return plural(bytes, 'byte');
  const sizes = units.map((unit, place) => ({ unit, size: bytes / 1_000 ** (place + 1) }));
  // Below the least that would be rounded up to the next unit's 1.0.
  const fits = sizes.find(({ size }) => size < 999.95) ?? sizes.at(-1);
  return fits === undefined ? '' : `${numberWords(fits.size, 1, 1)} ${fits.unit}`;
}
