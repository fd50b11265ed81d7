'use client';

import { SegmentedControl } from '@mantine/core';
import { useQueryStates } from 'nuqs';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, trendParams } from '@/components/filters/filter-params';
import { HowComputed } from '@/components/overview/how-computed';
import { LatestRegressions } from '@/components/overview/latest-regressions';
import classes from '@/components/overview/overview.module.css';
import { TrendPanel } from '@/components/overview/trend-panel';
import { Verdict } from '@/components/overview/verdict';
import { trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';

/** The first page: the answer in one sentence, the trend, and the newest regressions behind it. */
export function Overview() {
  const [values, setValues] = useQueryStates(trendParams, { history: 'push' });
  const { period, ...filterValues } = values;
  const filter = asAsk(Filter, filterValues);
  return (
    <div className={classes.overview}>
      <Verdict filter={filter} />
      <FilterBar values={filterValues} onChange={setValues}>
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
      </FilterBar>
      <div className={classes.columns}>
        <div>
          <TrendPanel ask={asAsk(trendQuestion.ask, values)} />
          <HowComputed filter={filter} />
        </div>
        <LatestRegressions filter={filter} />
      </div>
    </div>
  );
}
