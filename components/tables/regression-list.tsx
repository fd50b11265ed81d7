'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { askPages } from '@/components/ask';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, linkTo, linkToStatus, regressionsParams } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { PagedList } from '@/components/tables/paged-list';
import { regressionColumns } from '@/components/tables/regression-columns';
import {
  failureModeLabels,
  failureModeMeanings,
  statusLabels,
  statusMeanings,
} from '@/components/words/labels';
import { regressionsSentence } from '@/components/words/list-words';
import { regressionsQuestion } from '@/lib/api/regressions';
import { Filter } from '@/lib/domain/filter';
import { CountedFailureMode, RegressionStatus } from '@/lib/domain/regression';

const failureModes = CountedFailureMode.options.map((value) => ({
  value,
  label: failureModeLabels[value],
  detail: failureModeMeanings[value],
}));
const statuses = RegressionStatus.options.map((value) => ({
  value,
  label: statusLabels[value],
  detail: statusMeanings[value],
}));

/** The regressions behind a rate. */
export function RegressionList() {
  const [values, setValues] = useQueryStates(regressionsParams, { history: 'push' });
  const { status, failureMode, ...filterValues } = values;
  const ask = asAsk(regressionsQuestion.ask, values);
  const filter = asAsk(Filter, filterValues);
  const query = useInfiniteQuery(askPages(regressionsQuestion, ask));
  return (
    <>
      <PageHead title="Regressions">
        <Link href={linkTo('/changes', filter)}>All changes of this choice</Link>
        <Link href={linkTo('/', filter)}>Their trend</Link>
        {status === null && (
          <Link href={linkToStatus(['suspected'], filter)}>Suspected ones to decide on</Link>
        )}
      </PageHead>
      <FilterBar values={filterValues} onChange={setValues}>
        <ChoiceMenu
          label="Status"
          whenNone="those that count"
          choices={statuses}
          chosen={status ?? []}
          isSet={status !== null}
          onChange={(chosen) => setValues({ status: chosen })}
        />
        <ChoiceMenu
          label="Failure mode"
          whenNone="all"
          choices={failureModes}
          chosen={failureMode ?? []}
          isSet={failureMode !== null}
          onChange={(chosen) => setValues({ failureMode: chosen })}
        />
      </FilterBar>
      <PagedList
        query={query}
        columns={regressionColumns}
        sentence={(total) => regressionsSentence(filter, { status, failureMode }, total)}
        empty={
          <Empty
            title={
              status === null ? 'No regressions of this choice' : 'No regressions of this status'
            }
          >
            {status === null
              ? `None of these changes regressed within ${filter.window} days, as far as the data tells.`
              : 'None of these changes has one.'}{' '}
            A regression is found when a later change reverts or repairs one, when a deployment is
            rolled back, or when CI, an incident tool or a person reports it.{' '}
            <Link href={linkTo('/changes', filter)}>See the changes</Link>, or{' '}
            <Link href="/welcome">connect what reports them</Link>.
          </Empty>
        }
      />
    </>
  );
}
