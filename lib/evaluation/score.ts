/** How well answers fit labels, as counts. */
export interface Score {
  /** What is scored: a class, an agent, a kind of link; `all` together. */
  name: string;
  /** What the labels say, and how much of it we found. */
  labelled: number;
  found: number;
  /** What we say, and how much of it is right. */
  ours: number;
  right: number;
}

/** The share of what we say that is right, 0..1; null where we say nothing. */
export function precisionOf({ ours, right }: Score): number | null {
  return ours === 0 ? null : right / ours;
}

/** The share of what is labelled that we found, 0..1; null where nothing is labelled. */
export function recallOf({ labelled, found }: Score): number | null {
  return labelled === 0 ? null : found / labelled;
}

/** The score of several together. */
export function together(scores: readonly Score[]): Score {
  const all = { name: 'all', labelled: 0, found: 0, ours: 0, right: 0 };
  for (const { labelled, found, ours, right } of scores) {
    all.labelled += labelled;
    all.found += found;
    all.ours += ours;
    all.right += right;
  }
  return all;
}
