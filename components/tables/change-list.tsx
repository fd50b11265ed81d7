'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { askPages } from '@/components/ask';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, filterParams, linkTo } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { changeColumns } from '@/components/tables/change-columns';
import { PagedList } from '@/components/tables/paged-list';
import { changesSentence } from '@/components/words/list-words';
import { changesQuestion } from '@/lib/api/changes';
import { Filter } from '@/lib/domain/filter';

/** The changes that a rate is made of. */
export function ChangeList() {
  const [values, setValues] = useQueryStates(filterParams, { history: 'push' });
  const filter = asAsk(Filter, values);
  const query = useInfiniteQuery(askPages(changesQuestion, asAsk(changesQuestion.ask, values)));
  return (
    <>
      <PageHead title="Changes">
        <Link href={linkTo('/regressions', filter)}>Regressions of this choice</Link>
        <Link href={linkTo('/', filter)}>Their trend</Link>
      </PageHead>
      <FilterBar values={values} onChange={setValues} />
      <PagedList
        query={query}
        columns={changeColumns}
        sentence={(total) => changesSentence(filter, total)}
        empty={
          <Empty title="No changes of this choice">
            No merged change matches. Choose a longer time, other authors or another repository
            above, or <Link href="/welcome">import or connect one</Link>.
          </Empty>
        }
      />
    </>
  );
}
