import { palette, type Shape } from '@/components/charts/palette';
import type { Authorship } from '@/lib/domain/change';

const outlines: Record<Shape, string> = {
  circle: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z',
  diamond: 'M0 -5L5 0L0 5L-5 0Z',
  triangle: 'M0 -5L4.8 3.6L-4.8 3.6Z',
  square: 'M-3.8 -3.8H3.8V3.8H-3.8Z',
  cross: 'M-4 -4L4 4M4 -4L-4 4',
};

/** The marker of an authorship, centred on a point inside an SVG; hollow where it can still move. */
export function Marker({
  authorship,
  hollow = false,
  x,
  y,
  scale = 1,
}: {
  authorship: Authorship;
  hollow?: boolean;
  x: number;
  y: number;
  scale?: number;
}) {
  const { color, shape } = palette[authorship];
  return (
    <path
      d={outlines[shape]}
      transform={`translate(${x} ${y}) scale(${scale})`}
      fill={hollow ? 'var(--paper)' : color}
      stroke={hollow || shape === 'cross' ? color : 'var(--paper)'}
      strokeWidth={(hollow ? 1.75 : 1) / scale}
    />
  );
}

/** The marker of an authorship beside its name in text. */
export function Glyph({ authorship }: { authorship: Authorship }) {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
      <Marker authorship={authorship} x={0} y={0} />
    </svg>
  );
}
