'use client';

import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import answered from '@/components/layout/answered.module.css';
import { Failed } from '@/components/layout/failed';
import { type Column, DataTable } from '@/components/tables/data-table';
import classes from '@/components/tables/table.module.css';
import { countWords } from '@/components/words/rates';

interface Page<Row> {
  rows: Row[];
  total: number;
}

/** A list that grows page by page, in each of its states. */
export function PagedList<Row extends { id: string }>({
  query,
  columns,
  sentence,
  empty,
}: {
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  columns: readonly Column<Row>[];
  /** What the list holds, from how many there are. */
  sentence: (total: number) => string;
  empty: ReactNode;
}) {
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage } = query;
  const failed = error !== null && (
    <Failed
      what={data === undefined ? 'The list could not be loaded.' : 'This may be out of date.'}
      why={error.message}
      retry={() => (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
    />
  );
  if (data === undefined) {
    if (failed) return failed;
    return (
      <div aria-busy="true">
        <VisuallyHidden>Loading…</VisuallyHidden>
        <Skeleton height="60vh" animate={false} />
      </div>
    );
  }
  const rows = data.pages.flatMap((page) => page.rows);
  const total = data.pages[0]?.total ?? 0;
  return (
    <div className={answered.answer} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
      {rows.length === 0 ? (
        empty
      ) : (
        <DataTable caption={sentence(total)} columns={columns} rows={rows} />
      )}
      {failed}
      {rows.length > 0 && (
        <div className={classes.more}>
          {hasNextPage && (
            <Button
              variant="default"
              loading={isFetchingNextPage}
              onClick={() => query.fetchNextPage()}
            >
              Load more
            </Button>
          )}
          <span className={classes.quiet} aria-live="polite">
            {countWords(rows.length)} of {countWords(total)} shown
          </span>
        </div>
      )}
    </div>
  );
}
