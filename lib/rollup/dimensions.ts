import type { RegressionKind } from '@/lib/domain/regression';

/** What changes are counted apart by, beside their repository and the month of their merge. */
export const dimensions = [
  'authorship',
  'confidence',
  'agent',
  'mode',
  'reviewed',
  'kindOfWork',
  'size',
  'branch',
  'areas',
  'author',
] as const;
export type Dimension = (typeof dimensions)[number];

/** The columns of the rollup that hold them. */
export const columnOf: Record<Dimension, string> = {
  authorship: 'authorship',
  confidence: 'confidence',
  agent: 'agent',
  mode: 'mode',
  reviewed: 'reviewed',
  kindOfWork: 'kind_of_work',
  size: 'size_bucket',
  branch: 'branch',
  areas: 'areas',
  author: 'author',
};

interface Level {
  /** What one cell spans. Quarters are made from the months of the last level. */
  period: 'month' | 'quarter';
  dimensions: readonly Dimension[];
}

/**
 * The levels of the rollup, each a complete count of all changes by some of the dimensions, so that a
 * question reads no finer cells than it asks for: a level's number is its place, and those of fewer
 * cells come first.
 */
export const levels: readonly Level[] = [
  { period: 'month', dimensions: ['authorship', 'confidence'] },
  { period: 'month', dimensions: ['authorship', 'confidence', 'agent', 'mode', 'reviewed'] },
  { period: 'month', dimensions: ['authorship', 'areas'] },
  { period: 'quarter', dimensions: ['authorship', 'confidence', 'branch', 'areas'] },
  { period: 'quarter', dimensions: ['authorship', 'kindOfWork', 'size'] },
  { period: 'month', dimensions: ['authorship', 'author'] },
  { period: 'month', dimensions: ['authorship', 'kindOfWork', 'size'] },
  { period: 'quarter', dimensions: ['authorship', 'agent', 'kindOfWork', 'size'] },
  {
    period: 'quarter',
    dimensions: ['authorship', 'confidence', 'agent', 'mode', 'reviewed', 'kindOfWork', 'size'],
  },
  { period: 'month', dimensions: ['authorship', 'agent', 'kindOfWork', 'size'] },
  { period: 'quarter', dimensions: ['authorship', 'kindOfWork', 'size', 'branch', 'areas'] },
  {
    period: 'month',
    dimensions: [
      'authorship',
      'confidence',
      'agent',
      'mode',
      'reviewed',
      'kindOfWork',
      'size',
      'branch',
      'areas',
    ],
  },
];

/** The levels of one period, with their numbers. */
export function levelsOf(
  period: Level['period'],
): { number: number; dimensions: readonly Dimension[] }[] {
  return levels.flatMap((level, number) =>
    level.period === period ? { number, dimensions: level.dimensions } : [],
  );
}

/** The number of the first level that counts by all of these, in months where `monthly`; undefined where none does. */
export function levelOf(needed: Iterable<Dimension>, monthly: boolean): number | undefined {
  const wanted = [...needed];
  const found = levels.findIndex(
    ({ period, dimensions: counted }) =>
      (period === 'month' || !monthly) && wanted.every((dimension) => counted.includes(dimension)),
  );
  return found < 0 ? undefined : found;
}

/** The kinds in the order in which they are packed. Appending is safe; any other change is not. */
export const packedKinds: readonly RegressionKind[] = [
  'revert',
  'rollback',
  'incident',
  'hotfix',
  'reported',
  'broken-main',
];
