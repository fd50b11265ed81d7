'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { KeptSince } from '@/components/layout/kept-since';
import classes from '@/components/layout/unreached.module.css';
import { pulseQuestion } from '@/lib/api/pulse';

/** Says over the lower edge that nothing new comes any more, and since when: what is shown stays as it was. */
export function Unreached() {
  // Live asks; it is only listened to here.
  const { data, dataUpdatedAt, error, fetchStatus } = useQuery({
    ...ask(pulseQuestion, {}),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
  const isOffline = fetchStatus === 'paused';
  const isShown = data !== undefined && (error !== null || isOffline);
  return (
    <div role="status" className={classes.place}>
      {isShown && (
        <p className={classes.said}>
          <strong>{isOffline ? 'This device is offline.' : error?.message}</strong>{' '}
          <KeptSince at={dataUpdatedAt} />
        </p>
      )}
    </div>
  );
}
