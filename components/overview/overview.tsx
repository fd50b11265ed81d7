'use client';
'use memo';

import { SegmentedControl } from '@mantine/core';
import { useQueryStates } from 'nuqs';
import { Suspense } from 'react';
import { BeforeSwitch } from '@/components/filters/before-switch';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, inAddress, trendParams } from '@/components/filters/filter-params';
import { useAfterOthers } from '@/components/filters/use-after-others';
import { useTimeZoom } from '@/components/filters/use-time-zoom';
import { ZoomOut } from '@/components/filters/zoom-out';
import { later } from '@/components/later';
import { FiguresStrip } from '@/components/overview/figures-strip';
import { FreshnessPanel } from '@/components/overview/freshness-panel';
import { HowComputed } from '@/components/overview/how-computed';
import { LatestRegressions } from '@/components/overview/latest-regressions';
import classes from '@/components/overview/overview.module.css';
import { TrendPanel } from '@/components/overview/trend-panel';
import { Verdict } from '@/components/overview/verdict';
import { useNear, watchNearing } from '@/components/use-near';
import { trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';

const BelowTheFold = later(
  async () => (await import('@/components/overview/below-the-fold')).BelowTheFold,
);

/** The first page: the answer in one sentence, its figures, the trend, and what is behind it. */
export function Overview() {
  const [values, setValues] = useQueryStates(trendParams, inAddress);
  const { period, before, ...filterValues } = values;
  const filter = asAsk(Filter, filterValues);
  // The chart is what one looks at while one filters: it does not share the server with the rest.
  const afterwards = useAfterOthers(filter);
  const { zoom, zoomOut } = useTimeZoom(filterValues, setValues);
  const isNear = useNear();
  return (
    <div className={classes.overview}>
      <div className={classes.answers} data-stale={afterwards.waiting}>
        <Verdict filter={afterwards.value} />
        <FiguresStrip filter={afterwards.value} />
      </div>
      <FilterBar values={filterValues} onChange={setValues} />
      <div className={classes.columns}>
        <div>
          <TrendPanel
            ask={asAsk(trendQuestion.ask, values)}
            onZoom={zoom}
            control={
              <>
                <ZoomOut onClick={zoomOut} />
                <BeforeSwitch before={before} onChange={setValues} />
                <SegmentedControl
                  size="xs"
                  aria-label="Period of a point"
                  value={period}
                  onChange={(chosen) => setValues({ period: chosen === 'week' ? 'week' : null })}
                  data={[
                    { value: 'week', label: 'By week' },
                    { value: 'month', label: 'By month' },
                  ]}
                />
              </>
            }
          />
          <HowComputed filter={afterwards.value} />
        </div>
        <LatestRegressions filter={afterwards.value} />
        <div className={classes.below}>
          <FreshnessPanel filter={afterwards.value} />
        </div>
      </div>
      <div ref={watchNearing} className={classes.behind} data-stale={afterwards.waiting}>
        <Suspense>{isNear && <BelowTheFold filter={afterwards.value} />}</Suspense>
      </div>
    </div>
  );
}
