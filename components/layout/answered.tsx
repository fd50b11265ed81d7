'use client';
'use memo';

import { Skeleton, VisuallyHidden } from '@mantine/core';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import classes from '@/components/layout/answered.module.css';
import { Failed } from '@/components/layout/failed';
import { isUnreached, KeptSince } from '@/components/layout/kept-since';

/**
 * What a question's answer looks like in each of its states: a skeleton of the given height while
 * nothing is known, the failure in words, the old answer dimmed while a new one comes, the answer.
 */
export function Answered<Answer>({
  query,
  what,
  height,
  children,
}: {
  query: UseQueryResult<Answer>;
  /** What could not be loaded, should that be so: `The trend`. */
  what: string;
  height: string;
  children: (answer: Answer) => ReactNode;
}) {
  const { data, dataUpdatedAt, error, isPlaceholderData } = query;
  const client = useQueryClient();
  // Most often they failed together, so they are tried together.
  const retry = () =>
    client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  const failed = error !== null && !(data !== undefined && isUnreached(error)) && (
    <Failed
      what={data === undefined ? `${what} could not be loaded.` : <KeptSince at={dataUpdatedAt} />}
      why={error.message}
      retry={retry}
    />
  );
  if (data === undefined) {
    if (failed) return <div style={{ minHeight: height }}>{failed}</div>;
    return (
      <div aria-busy="true">
        <VisuallyHidden>Loading…</VisuallyHidden>
        <Skeleton height={height} animate={false} />
      </div>
    );
  }
  return (
    <>
      {failed}
      <div className={classes.answer} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
        {children(data)}
      </div>
    </>
  );
}
