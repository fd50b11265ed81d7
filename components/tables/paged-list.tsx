'use client';

import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import answered from '@/components/layout/answered.module.css';
import { Failed } from '@/components/layout/failed';
import { isUnreached, KeptSince } from '@/components/layout/kept-since';
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
  return (
    <PagedRows query={query} empty={empty}>
      {(rows, total) => <DataTable caption={sentence(total)} columns={columns} rows={rows} />}
    </PagedRows>
  );
}

/** The same where its rows are drawn in a way of their own. */
export function PagedRows<Row extends { id: string }>({
  query,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  empty: ReactNode;
  children: (rows: Row[], total: number) => ReactNode;
}) {
  const { data, dataUpdatedAt, error, isPlaceholderData, hasNextPage, isFetchingNextPage } = query;
  // The same array for as long as the data is: what is drawn from it is made once.
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const isNextMissing = query.isFetchNextPageError;
  const isToldElsewhere = data !== undefined && !isNextMissing && isUnreached(error);
  const failed = error !== null && !isToldElsewhere && (
    <Failed
      what={
        data === undefined ? (
          'The list could not be loaded.'
        ) : isNextMissing ? (
          'The rest of the list could not be loaded.'
        ) : (
          <KeptSince at={dataUpdatedAt} />
        )
      }
      why={error.message}
      retry={() => (isNextMissing ? query.fetchNextPage() : query.refetch())}
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
  const total = data.pages[0]?.total ?? 0;
  return (
    <div className={answered.answer} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
      {rows.length === 0 ? empty : children(rows, total)}
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
