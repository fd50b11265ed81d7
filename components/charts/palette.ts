import type { Authorship } from '@/lib/domain/change';

/** The marker of a series: a shape that tells it apart without its colour. */
export type Shape = 'circle' | 'diamond' | 'triangle' | 'square' | 'cross';

export interface Style {
  /** A CSS colour; its value for light and dark stands in theme.css. */
  color: string;
  shape: Shape;
  /** The dashes of its line, as SVG writes them; none for a solid line. */
  dash?: string;
  width: number;
}

/** How each authorship looks wherever it is drawn: by what it is, never by its place in a list. */
export const palette: Record<Authorship, Style> = {
  agent: { color: 'var(--series-agent)', shape: 'circle', width: 2.25 },
  human: { color: 'var(--series-human)', shape: 'diamond', dash: '14 2', width: 2 },
  assisted: { color: 'var(--series-assisted)', shape: 'triangle', dash: '8 3 2 3', width: 2 },
  automation: { color: 'var(--series-other)', shape: 'square', dash: '3 3', width: 1.5 },
  unknown: { color: 'var(--series-other)', shape: 'cross', dash: '1 4', width: 1.5 },
};

/** The dashes of the part of a line that can still move. */
export const provisionalDash = '2 5';
