import { usePlotArea, useXAxisScale } from 'recharts';
import classes from '@/components/charts/plot.module.css';
import { RestLink } from '@/components/layout/rest-link';

/** Something that happened at a moment of the axis: a thin vertical line with a label. */
export interface Annotation {
  at: number;
  label: string;
  /** Where the label leads, and what a screen reader says of it. */
  link?: { href: string; name: string };
}

/** Labels take turns at so many heights, so that near ones do not cover each other. */
const labelHeights = 3;
const lineHeight = 16;
/** About what stands between a line and the farther end of the axis, at the width of a letter. */
const longestLabel = (plotWidth: number) => Math.round(Math.min(48, 10 + plotWidth / 15));

/** Vertical lines where something happened, each with its label on the side that has more room. */
export function TrendAnnotations({ annotations }: { annotations: readonly Annotation[] }) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (x === undefined || plot === undefined) return null;
  return (
    <>
      {annotations.map(({ at, label }) => (
        <path
          key={`${at} ${label}`}
          d={`M${x(at) ?? 0} ${plot.y}V${plot.y + plot.height}`}
          stroke="var(--ink-soft)"
          strokeDasharray="2 3"
        />
      ))}
      {annotations.map((annotation, index) => (
        <Label
          key={`${annotation.at} ${annotation.label}`}
          annotation={annotation}
          x={x(annotation.at) ?? 0}
          y={plot.y + 12 + (index % labelHeights) * lineHeight}
          plot={plot}
        />
      ))}
    </>
  );
}

function Label({
  annotation: { label, link },
  x,
  y,
  plot,
}: {
  annotation: Annotation;
  x: number;
  y: number;
  plot: { x: number; width: number };
}) {
  const isLate = x > plot.x + plot.width / 2;
  const text = (
    <text
      className={classes.annotation}
      x={x + (isLate ? -5 : 5)}
      y={y}
      textAnchor={isLate ? 'end' : 'start'}
    >
      <title>{label}</title>
      {shortened(label, longestLabel(plot.width))}
    </text>
  );
  if (link === undefined) return text;
  return (
    <RestLink className={classes.annotated ?? ''} href={link.href} aria-label={link.name}>
      {text}
    </RestLink>
  );
}

function shortened(label: string, longest: number): string {
  const letters = [...label];
  return letters.length <= longest ? label : `${letters.slice(0, longest - 1).join('')}…`;
}
