'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { For } from '@/components/access/viewer';
import { ask, askPages } from '@/components/ask';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, changesParams, inAddress, linkTo } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { useGo } from '@/components/layout/use-go';
import { changeName } from '@/components/tables/cells';
import { changeColumns } from '@/components/tables/change-columns';
import { KeysDialog } from '@/components/tables/keys-dialog';
import { ListGrid } from '@/components/tables/list-grid';
import { ListTools } from '@/components/tables/list-tools';
import { PagedRows } from '@/components/tables/paged-list';
import { addressOf } from '@/components/words/addresses';
import { changesSentence, searchedSentence } from '@/components/words/list-words';
import { changesFile, changesQuestion } from '@/lib/api/changes';
import { statusQuestion } from '@/lib/api/status';
import { Filter } from '@/lib/domain/filter';

/** The changes that a rate is made of. */
export function ChangeList() {
  const [values, setValues] = useQueryStates(changesParams, inAddress);
  const [showsKeys, setShowsKeys] = useState(false);
  const { go, sign } = useGo();
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const { q, sort, order, ...filterValues } = values;
  const filter = asAsk(Filter, filterValues);
  const query = useInfiniteQuery(askPages(changesQuestion, asAsk(changesQuestion.ask, values)));
  return (
    <>
      <PageHead title="Changes">
        <Link href={linkTo('/regressions', filter)}>Regressions of this choice</Link>
        <Link href={linkTo('/', filter)}>Their trend</Link>
      </PageHead>
      <FilterBar values={filterValues} onChange={setValues} />
      <ListTools
        path="/changes"
        q={q}
        onSearch={(found) => setValues({ q: found }, { history: 'replace' })}
        list={asAsk(changesFile.ask, values)}
        onKeys={() => setShowsKeys(true)}
      />
      <PagedRows
        query={query}
        empty={
          <Empty title={q === null ? 'No changes of this choice' : 'No change of these words'}>
            {q === null
              ? 'No merged change matches.'
              : 'A word finds what begins with it in the title or the author’s name, a number or a sha.'}{' '}
            Choose a longer time, other authors or another repository above
            <For least="admin">
              , or <Link href="/welcome">import or connect one</Link>
            </For>
            .
          </Empty>
        }
      >
        {(rows, total) => (
          <ListGrid
            caption={searchedSentence(changesSentence(filter, total, status?.teams ?? []), q)}
            columns={changeColumns}
            rows={rows}
            total={total}
            sorting={{ sort, order, onSort: (by, way) => setValues({ sort: by, order: way }) }}
            nameOf={changeName}
            onOpen={({ id }) => go(addressOf('/changes', id))}
            onNearEnd={() => {
              if (query.hasNextPage && !query.isFetchingNextPage) query.fetchNextPage();
            }}
            onKey={(key) => {
              if (key === '?') setShowsKeys(true);
              return key === '?';
            }}
          />
        )}
      </PagedRows>
      {sign}
      {showsKeys && <KeysDialog decides={false} onClose={() => setShowsKeys(false)} />}
    </>
  );
}
