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

/**
 * The levels of the rollup, each a complete count of all changes by some of the dimensions, so that a
 * question reads no finer cells than it asks for. A question takes the first that has what it needs.
 */
export const levels: readonly (readonly Dimension[])[] = [
  ['authorship', 'confidence'],
  ['authorship', 'confidence', 'agent', 'mode', 'reviewed'],
  ['authorship', 'kindOfWork', 'size'],
  ['authorship', 'areas'],
  ['authorship', 'agent', 'kindOfWork', 'size'],
  ['authorship', 'author'],
  [
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
];

/** The first level that counts by all of these; -1 where none does. */
export function levelOf(needed: Iterable<Dimension>): number {
  const wanted = [...needed];
  return levels.findIndex((level) => wanted.every((dimension) => level.includes(dimension)));
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
