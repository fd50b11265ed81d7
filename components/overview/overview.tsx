'use client';
'use memo';

import { SegmentedControl } from '@mantine/core';
import { useQueryStates } from 'nuqs';
import { BeforeSwitch } from '@/components/filters/before-switch';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, inAddress, trendParams } from '@/components/filters/filter-params';
import { useAfterOthers } from '@/components/filters/use-after-others';
import { useTimeZoom } from '@/components/filters/use-time-zoom';
import { ZoomOut } from '@/components/filters/zoom-out';
import { AreasPanel } from '@/components/overview/areas-panel';
import { BreakdownPanel } from '@/components/overview/breakdown-panel';
import { CurvePanel } from '@/components/overview/curve-panel';
import { FailureModesPanel } from '@/components/overview/failure-modes-panel';
import { FiguresStrip } from '@/components/overview/figures-strip';
import { FreshnessPanel } from '@/components/overview/freshness-panel';
import { GreenPanel } from '@/components/overview/green-panel';
import { HowComputed } from '@/components/overview/how-computed';
import { LatestRegressions } from '@/components/overview/latest-regressions';
import classes from '@/components/overview/overview.module.css';
import { TrendPanel } from '@/components/overview/trend-panel';
import { Verdict } from '@/components/overview/verdict';
import { trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';

/** The first page: the answer in one sentence, its figures, the trend, and what is behind it. */
export function Overview() {
  const [values, setValues] = useQueryStates(trendParams, inAddress);
  const { period, before, ...filterValues } = values;
  const filter = asAsk(Filter, filterValues);
  // The chart is what one looks at while one filters: it does not share the server with the rest.
  const later = useAfterOthers(filter);
  const { zoom, zoomOut } = useTimeZoom(filterValues, setValues);
  return (
    <div className={classes.overview}>
      <div className={classes.answers} data-stale={later.waiting}>
        <Verdict filter={later.value} />
        <FiguresStrip filter={later.value} />
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
          <HowComputed filter={later.value} />
        </div>
        <LatestRegressions filter={later.value} />
        <div className={classes.below}>
          <FreshnessPanel filter={later.value} />
        </div>
      </div>
      <div className={classes.panels} data-stale={later.waiting}>
        <CurvePanel filter={later.value} />
        <BreakdownPanel by="size" filter={later.value} />
        <div className={classes.stack}>
          <BreakdownPanel by="reviewed" filter={later.value} />
          <GreenPanel filter={later.value} />
        </div>
        <AreasPanel filter={later.value} />
        <div className={classes.whole}>
          <FailureModesPanel filter={later.value} />
        </div>
      </div>
    </div>
  );
}
