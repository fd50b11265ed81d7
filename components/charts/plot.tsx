'use client';
'use memo';

import { type ReactNode, useState } from 'react';
import {
  ComposedChart,
  type MouseHandlerDataParam,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import classes from '@/components/charts/plot.module.css';
import { tickWords } from '@/components/charts/rate-axis';
import { type Place, placeOf, useDrag } from '@/components/charts/use-drag';

/** Called with the place that a key reaches; with nothing once it is left. */
export type Reach = (at: number | undefined, x: number) => void;

const tick = { fill: 'var(--ink-soft)', fontSize: 12 };
const strong = { stroke: 'var(--hairline-strong)' };
/** Above grid and axes. */
const layer = 700;
const heightOfAxis = 30;

/**
 * What every chart of rates over Recharts has alike: a light grid, its axes, what a mouse or a key reaches told
 * beside a line through it, and dragging from one place to another. The marks are drawn by what is inside.
 */
export function Plot({
  name,
  height,
  rows,
  span,
  ticks,
  bounds,
  heights,
  beside,
  below = 0,
  readoutOf,
  onDrag,
  children,
}: {
  /** What a screen reader says of it, and of the keys. */
  name: string;
  /** As CSS. */
  height: string;
  /** Where a mouse or a thumb can be, along the axis. */
  rows: { at: number }[];
  span: [number, number];
  ticks: readonly { at: number; label: string }[];
  /** The lowest and the highest rate. */
  bounds: [number, number];
  heights: number[];
  /** The room for names at the right end, and for figures below the axis. */
  beside: number;
  below?: number;
  readoutOf: (at: number) => ReactNode;
  /** What becomes of two places that the reader drags across; without it nothing can be dragged. */
  onDrag?: ((from: number, to: number) => void) | undefined;
  children: (reach: Reach) => ReactNode;
}) {
  const [reached, setReached] = useState<Place>();
  const { drag, onMouseDown, onMouseMove } = useDrag(
    onDrag &&
      ((from, to) => {
        // Where the mouse is stands for another moment once the axis has changed.
        setReached(undefined);
        onDrag(from, to);
      }),
  );
  const reach: Reach = (at, x) => setReached(at === undefined ? undefined : { at, x });
  const point = (over: MouseHandlerDataParam) => setReached(placeOf(over));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for a picture
    <div
      className={classes.plot}
      style={{ height }}
      data-drags={onDrag !== undefined}
      onDragStart={(event) => event.preventDefault()}
      role="group"
      aria-label={name}
    >
      <ComposedChart
        responsive
        className={classes.whole ?? ''}
        data={rows}
        margin={{ top: 10, right: beside, bottom: below, left: 0 }}
        accessibilityLayer={false}
        onMouseDown={onMouseDown}
        onMouseMove={(over) => {
          point(over);
          onMouseMove(over);
        }}
        onMouseLeave={() => setReached(undefined)}
        onTouchMove={point}
      >
        <XAxis
          dataKey="at"
          type="number"
          domain={span}
          allowDataOverflow
          ticks={ticks.map(({ at }) => at)}
          tickFormatter={(at: number) => ticks.find((one) => one.at === at)?.label ?? ''}
          tick={tick}
          tickLine={strong}
          axisLine={strong}
          tickMargin={6}
          minTickGap={6}
          height={heightOfAxis}
          interval="preserveStart"
        />
        <YAxis
          domain={bounds}
          ticks={heights}
          tickFormatter={tickWords}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={48}
          interval={0}
          allowDataOverflow
        />
        <Grid heights={heights} />
        <ZIndexLayer zIndex={layer}>{children(reach)}</ZIndexLayer>
      </ComposedChart>
      {drag && (
        <div
          className={classes.dragged}
          style={{ left: drag.from.x, width: drag.to.x - drag.from.x, bottom: heightOfAxis }}
        />
      )}
      {reached && (
        <div aria-hidden="true" data-print="never">
          <div className={classes.line} style={{ left: reached.x, bottom: below + heightOfAxis }} />
          <div className={classes.reached} style={besideOf(reached, span)}>
            {readoutOf(reached.at)}
          </div>
        </div>
      )}
    </div>
  );
}

/** A line at each rate of the axis. */
function Grid({ heights }: { heights: readonly number[] }) {
  const plot = usePlotArea();
  const y = useYAxisScale();
  if (plot === undefined || y === undefined) return null;
  const lines = heights.map((rate) => `M${plot.x} ${y(rate) ?? 0}h${plot.width}`);
  return <path d={lines.join('')} stroke="var(--hairline)" />;
}

/** On the side of the line that has more room, and never past an edge, as CSS. */
function besideOf({ at, x }: Place, [first, last]: [number, number]) {
  return at - first < last - at
    ? { left: `clamp(0px, ${Math.round(x) + 14}px, calc(100% - 300px))` }
    : { right: `clamp(0px, calc(100% - ${Math.round(x) - 14}px), calc(100% - 300px))` };
}
