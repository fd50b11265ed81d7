'use client';

import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { funnelMarks } from '@/components/charts/funnel-marks';
import classes from '@/components/charts/funnel-plot.module.css';
import { tickWords } from '@/components/charts/rate-axis';
import { RestLink } from '@/components/layout/rest-link';
import type { GroupsAnswer } from '@/lib/api/groups';

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

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
  const [stop, setStop] = useState(0);
  const { points, bands, target, xTicks, yTicks, untold } = useMemo(
    () => funnelMarks(answer),
    [answer],
  );
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
        className={classes.funnel}
        role="group"
        aria-label={`Rates of ${what} by number of changes. Arrow keys go from point to point.`}
        onKeyDown={go}
      >
        <div className={classes.plot}>
          <svg
            className={classes.bands}
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <path className={classes.outer} d={bands.outer} />
            <path className={classes.inner} d={bands.inner} />
            {target !== null && (
              <line
                className={classes.target}
                x1="0"
                x2="100"
                y1={target * 100}
                y2={target * 100}
              />
            )}
          </svg>
          {yTicks.map(({ at, rate }) => (
            <span key={rate} className={classes.yTick} style={{ top: percent(at) }} aria-hidden>
              {tickWords(rate)}
            </span>
          ))}
          {xTicks.map(({ at, label }) => (
            <span key={label} className={classes.xTick} style={{ left: percent(at) }} aria-hidden>
              {label}
            </span>
          ))}
          <span className={classes.axisName} aria-hidden>
            merged changes
          </span>
          {inOrder.map((point, index) => (
            <RestLink
              key={point.group}
              id={`${id}-${index}`}
              className={classes.point ?? ''}
              style={{ left: percent(point.x), top: percent(point.y) }}
              href={linkOf(point.group)}
              tabIndex={index === stop ? 0 : -1}
              data-differs={point.differs}
              data-side={point.x < 0.5 ? 'left' : 'right'}
              data-low={point.y > 0.3}
              aria-label={`${point.name}: ${point.rate}, ${point.counts}${point.differs ? '; differs from all' : ''}`}
              onFocus={() => setStop(index)}
            >
              {point.named !== null && (
                <bdi className={classes.name} data-side={point.named}>
                  {point.name}
                </bdi>
              )}
              <span className={classes.readout}>
                <strong dir="auto">{point.name}</strong>
                {point.rate}, {point.counts}
              </span>
            </RestLink>
          ))}
        </div>
      </div>
      <p className={classes.note}>
        If all had the rate of all together, the dashed line, 95 of 100 would lie within the darker
        band and 998 of 1,000 within the lighter one. Diamonds differ from all.
        {untold > 0 && ` ${untold} could not be watched for long enough to be drawn.`}
      </p>
    </>
  );
}
