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

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in the unit that fits: `512 bytes`, `1.4 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return plural(bytes, 'byte');
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1_000 ** power).toFixed(1)} ${units[power]}`;
}
