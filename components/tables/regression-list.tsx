'use client';

import { Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { askPages } from '@/components/ask';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, linkTo, regressionsParams } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { PagedList } from '@/components/tables/paged-list';
import { regressionColumns } from '@/components/tables/regression-columns';
import { regressionsSentence } from '@/components/words/list-words';
import { regressionsQuestion } from '@/lib/api/regressions';
import { Filter } from '@/lib/domain/filter';

/** The regressions behind a rate. */
export function RegressionList() {
  const [values, setValues] = useQueryStates(regressionsParams, { history: 'push' });
  const { counted, ...filterValues } = values;
  const ask = asAsk(regressionsQuestion.ask, values);
  const filter = asAsk(Filter, filterValues);
  const query = useInfiniteQuery(askPages(regressionsQuestion, ask));
  return (
    <>
      <PageHead title="Regressions">
        <Link href={linkTo('/changes', filter)}>All changes of this choice</Link>
        <Link href={linkTo('/', filter)}>Their trend</Link>
      </PageHead>
      <FilterBar values={filterValues} onChange={setValues}>
        <Checkbox
          size="sm"
          label="Also those not counted"
          title="Later ones of the same change, suspected and dismissed ones"
          checked={counted === 'all'}
          onChange={(event) =>
            setValues({ counted: event.currentTarget.checked ? 'all' : 'window' })
          }
        />
      </FilterBar>
      <PagedList
        query={query}
        columns={regressionColumns}
        sentence={(total) => regressionsSentence(filter, counted, total)}
        empty={
          <Empty title="No regressions of this choice">
            None of these changes regressed within {filter.window} days, as far as the data tells. A
            regression is found when a later change reverts one, or when CI, an incident tool or a
            person reports it. <Link href={linkTo('/changes', filter)}>See the changes</Link>, or{' '}
            <Link href="/welcome">connect what reports them</Link>.
          </Empty>
        }
      />
    </>
  );
}
