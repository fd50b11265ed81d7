import { Plot } from '@/components/charts/plot';
import { type Annotation, TrendAnnotations } from '@/components/charts/trend-annotations';
import { TrendLines } from '@/components/charts/trend-lines';
import type { PointMark, TrendMarks } from '@/components/charts/trend-marks';
import { TrendPoints } from '@/components/charts/trend-points';
import { TrendReadout } from '@/components/charts/trend-readout';

/** About what a letter of a name takes. */
const letterWidth = 7.6;

/** Marks as a picture. It decides nothing: see trend-marks.ts. */
export function TrendChart({
  marks,
  linkOf,
  annotations = [],
  onZoom,
}: {
  marks: TrendMarks;
  linkOf: (point: PointMark) => string;
  annotations?: readonly Annotation[];
  /** What becomes of two dates that the reader drags across; without it nothing can be dragged. */
  onZoom?: (from: string, to: string) => void;
}) {
  const { rows, series, span, ticks, heights, top } = marks;
  const longestName = Math.max(0, ...series.map(({ label }) => label.length));
  const rowAt = (at: number) => rows.find((row) => row.at === at);
  const zoom = (first: number, last: number) => {
    const [from, to] = [rowAt(first)?.from, rowAt(last)?.to];
    if (from !== undefined && to !== undefined) onZoom?.(from, to);
  };
  return (
    <Plot
      name="Trend of the regression rate. Arrow keys go from point to point."
      height="var(--chart-height)"
      rows={rows}
      span={span}
      ticks={ticks}
      bounds={[0, top]}
      heights={heights}
      beside={20 + letterWidth * longestName}
      readoutOf={(at) => {
        const row = rowAt(at);
        return row && <TrendReadout row={row} series={series} />;
      }}
      onDrag={onZoom && zoom}
    >
      {(reach) => (
        <>
          <TrendLines marks={marks} />
          <TrendAnnotations annotations={annotations} />
          <TrendPoints marks={marks} linkOf={linkOf} onReach={reach} />
        </>
      )}
    </Plot>
  );
}
