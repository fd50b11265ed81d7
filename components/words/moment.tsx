'use client';

import { useSyncExternalStore } from 'react';
import { dateWords, localDateWords, localWords, utcWords } from '@/components/words/dates';

const neverChanges = () => () => {};

/** A moment in the reader's zone, with UTC in its title; the server, which has no reader's zone, writes UTC. */
export function Moment({ at, dateOnly = false }: { at: string; dateOnly?: boolean }) {
  const utc = utcWords(at);
  const words = useSyncExternalStore(
    neverChanges,
    () => (dateOnly ? localDateWords(at) : localWords(at)),
    () => (dateOnly ? dateWords(at) : utc),
  );
  return (
    <time dateTime={at} title={utc}>
      {words}
    </time>
  );
}
