'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { For, useMay } from '@/components/access/viewer';
import { ask, askPages } from '@/components/ask';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { FilterBar } from '@/components/filters/filter-bar';
import {
  asAsk,
  inAddress,
  linkTo,
  linkToStatus,
  regressionsParams,
} from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { KeysDialog } from '@/components/tables/keys-dialog';
import { ListTools } from '@/components/tables/list-tools';
import { PagedRows } from '@/components/tables/paged-list';
import { RegressionGrid } from '@/components/tables/regression-grid';
import { useDecideMany } from '@/components/tables/use-decide-many';
import {
  checkLabels,
  failureModeLabels,
  failureModeMeanings,
  statusLabels,
  statusMeanings,
} from '@/components/words/labels';
import { regressionsSentence, searchedSentence } from '@/components/words/list-words';
import { regressionsFile, regressionsQuestion } from '@/lib/api/regressions';
import { statusQuestion } from '@/lib/api/status';
import { countedStatuses, Filter } from '@/lib/domain/filter';
import { CheckOutcome, CountedFailureMode, RegressionStatus } from '@/lib/domain/regression';

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

const checkOutcomes = CheckOutcome.options.map((value) => ({ value, label: checkLabels[value] }));

/** The regressions behind a rate. */
export function RegressionList() {
  const [values, setValues] = useQueryStates(regressionsParams, inAddress);
  const [showsKeys, setShowsKeys] = useState(false);
  const mayDecide = useMay('editor');
  const { status, failureMode, checks, q, sort, order, ...filterValues } = values;
  const filter = asAsk(Filter, filterValues);
  const query = useInfiniteQuery(
    askPages(regressionsQuestion, asAsk(regressionsQuestion.ask, values)),
  );
  const { data: known } = useQuery(ask(statusQuestion, {}));
  const deciding = useDecideMany(status ?? countedStatuses(filter), failureMode);
  return (
    <>
      <PageHead title="Regressions">
        <Link href={linkTo('/changes', filter)}>All changes of this choice</Link>
        <Link href={linkTo('/', filter)}>Their trend</Link>
        {status === null && (
          <Link href={linkToStatus(['suspected'], filter)}>
            {mayDecide ? 'Suspected ones to decide on' : 'Suspected ones'}
          </Link>
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
        <ChoiceMenu
          label="Checks"
          whenNone="all"
          choices={checkOutcomes}
          chosen={checks ?? []}
          isSet={checks !== null}
          onChange={(chosen) => setValues({ checks: chosen })}
        />
      </FilterBar>
      <ListTools
        path="/regressions"
        q={q}
        onSearch={(found) => setValues({ q: found }, { history: 'replace' })}
        list={asAsk(regressionsFile.ask, values)}
        onKeys={() => setShowsKeys(true)}
      />
      <PagedRows query={query} empty={<NoRegressions filter={filter} status={status} q={q} />}>
        {(rows, total) => (
          <RegressionGrid
            caption={searchedSentence(
              regressionsSentence(
                filter,
                { status, failureMode, checks },
                total,
                known?.teams ?? [],
              ),
              q,
            )}
            values={values}
            rows={rows}
            total={total}
            sorting={{ sort, order, onSort: (by, way) => setValues({ sort: by, order: way }) }}
            deciding={deciding}
            onNearEnd={() => {
              if (query.hasNextPage && !query.isFetchingNextPage) query.fetchNextPage();
            }}
            onKeys={() => setShowsKeys(true)}
          />
        )}
      </PagedRows>
      {showsKeys && <KeysDialog decides={mayDecide} onClose={() => setShowsKeys(false)} />}
    </>
  );
}

function NoRegressions({
  filter,
  status,
  q,
}: {
  filter: Filter;
  status: RegressionStatus[] | null;
  q: string | null;
}) {
  if (q !== null) {
    return (
      <Empty title="No regression of these words">
        A word finds what begins with it in the change’s title or its author’s name, a number or a
        sha.
      </Empty>
    );
  }
  return (
    <Empty
      title={status === null ? 'No regressions of this choice' : 'No regressions of this status'}
    >
      {status === null
        ? `None of these changes regressed within ${filter.window} days, as far as the data tells.`
        : 'None of these changes has one.'}{' '}
      A regression is found when a later change reverts or repairs one, when a deployment is rolled
      back, or when CI, an incident tool or a person reports it.{' '}
      <Link href={linkTo('/changes', filter)}>See the changes</Link>
      <For least="admin">
        , or <Link href="/welcome">connect what reports them</Link>
      </For>
      .
    </Empty>
  );
}
