import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** How long what is asked first may keep the others waiting, in milliseconds: one that hangs holds up none. */
const longestMs = 1_500;
/** Longer than what is asked first needs to begin. */
const shortestMs = 30;

/**
 * The value as it was until nothing else on the page is being asked for: what uses it asks after what the
 * reader looks at first, and does not share the server with it.
 * @param value Of values that JSON can say; `waiting` while the one given is not yet the one told.
 */
export function useAfterOthers<Value>(value: Value): { value: Value; waiting: boolean } {
  const [told, setTold] = useState(value);
  const busy = useIsFetching() > 0;
  const waiting = JSON.stringify(told) !== JSON.stringify(value);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setTold(value), busy ? longestMs : shortestMs);
    return () => clearTimeout(timer);
  }, [waiting, busy, value]);
  return { value: told, waiting };
}
