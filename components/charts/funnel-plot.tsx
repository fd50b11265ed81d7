'use client';

import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { type FunnelMark, funnelMarks } from '@/components/charts/funnel-marks';
import classes from '@/components/charts/funnel-plot.module.css';
import { tickWords } from '@/components/charts/rate-axis';
import { readoutLeft } from '@/components/charts/readout-left';
import { RestLink } from '@/components/layout/rest-link';
import type { GroupsAnswer } from '@/lib/api/groups';

/** What axes take around the plot. */
const around = { left: 46, top: 8, right: 8, bottom: 42 };

/**
 * Rates by size between the sides within which chance alone keeps them. Every point is a link; one tab
 * stop for all of them, and the arrow keys go from smaller to larger.
 */
export function FunnelPlot({
  answer,
  what,
  linkOf,
}: {
  answer: GroupsAnswer;
  /** What the points are: `agents`. */
  what: string;
  linkOf: (group: string) => string;
}) {
  const id = useId();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [stop, setStop] = useState(0);
  const [reached, setReached] = useState<FunnelMark>();
  const plot = {
    width: Math.max(1, width - around.left - around.right),
    height: Math.max(1, height - around.top - around.bottom),
  };
  const { points, bands, target, xTicks, yTicks, untold } = useMemo(
    () => funnelMarks(answer, plot.width),
    [answer, plot.width],
  );
  const x = (share: number) => around.left + share * plot.width;
  const y = (share: number) => around.top + share * plot.height;
  const outline = (places: readonly (readonly [number, number])[]) =>
    `M${places.map(([left, top]) => `${(left * plot.width).toFixed(1)} ${(top * plot.height).toFixed(1)}`).join('L')}Z`;
  const inOrder = points.toSorted((a, b) => a.x - b.x);
  const go = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    document.getElementById(`${id}-${stop + step}`)?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for a picture */}
      <div
        ref={ref}
        className={classes.funnel}
        role="group"
        aria-label={`Rates of ${what} by number of changes. Arrow keys go from point to point.`}
        onKeyDown={go}
      >
        {width > 0 && (
          // biome-ignore lint/a11y/noSvgWithoutTitle: the group around it says what it is
          <svg width={width} height={height}>
            {/* Cuts off what reaches past the edges. */}
            <svg x={x(0)} y={y(0)} width={plot.width} height={plot.height} aria-hidden="true">
              <path className={classes.outer} d={outline(bands.outer)} />
              <path className={classes.inner} d={outline(bands.inner)} />
            </svg>
            {target !== null && (
              <path className={classes.target} d={`M${x(0)} ${y(target)}H${x(1)}`} />
            )}
            <path className={classes.axis} d={`M${x(0)} ${y(1)}H${x(1)}`} />
            {yTicks.map(({ at, rate }) => (
              <text
                key={rate}
                className={classes.tick}
                x={x(0) - 8}
                y={y(at)}
                dy="0.35em"
                textAnchor="end"
              >
                {tickWords(rate)}
              </text>
            ))}
            {xTicks.map(({ at, label }) => (
              <text
                key={label}
                className={classes.tick}
                x={x(at)}
                y={y(1) + 16}
                textAnchor="middle"
              >
                {label}
              </text>
            ))}
            <text className={classes.tick} x={x(1)} y={y(1) + 34} textAnchor="end">
              merged changes
            </text>
            {inOrder.map((point, index) => (
              <RestLink
                key={point.group}
                id={`${id}-${index}`}
                className={classes.point ?? ''}
                href={linkOf(point.group)}
                tabIndex={index === stop ? 0 : -1}
                aria-label={`${point.name}: ${point.rate}, ${point.counts}${point.differs ? '; differs from all' : ''}`}
                onFocus={() => {
                  setStop(index);
                  setReached(point);
                }}
                onBlur={() => setReached(undefined)}
                onMouseEnter={() => setReached(point)}
                onMouseLeave={() => setReached(undefined)}
              >
                <circle className={classes.halo} cx={x(point.x)} cy={y(point.y)} r={10} />
                <path
                  className={point.differs ? classes.differs : classes.dot}
                  d={point.differs ? diamond : circle}
                  transform={`translate(${x(point.x)} ${y(point.y)})`}
                />
                {point.named !== null && (
                  <text
                    className={classes.name}
                    x={x(point.x) + (point.named === 'left' ? -9 : 9)}
                    y={y(point.y)}
                    dy="0.35em"
                    textAnchor={point.named === 'left' ? 'end' : 'start'}
                  >
                    {point.name}
                  </text>
                )}
              </RestLink>
            ))}
          </svg>
        )}
        {reached && (
          <div
            className={classes.readout}
            style={{
              left: readoutLeft(x(reached.x)),
              ...(reached.y > 0.3
                ? { bottom: height - y(reached.y) + 12 }
                : { top: y(reached.y) + 12 }),
            }}
            aria-hidden="true"
          >
            <strong dir="auto">{reached.name}</strong>
            {reached.rate}, {reached.counts}
          </div>
        )}
      </div>
      <p className={classes.note}>
        If all had the rate of all together, the dashed line, 95 of 100 would lie within the darker
        band and 998 of 1,000 within the lighter one. Diamonds differ from all.
        {untold > 0 && ` ${untold} could not be watched for long enough to be drawn.`}
      </p>
    </>
  );
}

const circle = 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z';
const diamond = 'M0 -7L7 0L0 7L-7 0Z';
