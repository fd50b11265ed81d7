import { type Query, useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** How long what is asked first may keep the others waiting, in milliseconds: one that hangs holds up none. */
const longestMs = 1_500;
/** Longer than what is asked first needs to begin. */
const shortestMs = 30;

/**
 * The value as it was until nothing else on the page is being asked for: what uses it asks after what the
 * reader looks at first, and does not share the server with it. What is still being asked with the value
 * that was is given up.
 * @param value Of values that JSON can say; `waiting` while the one given is not yet the one told.
 */
export function useAfterOthers<Value extends object>(
  value: Value,
): { value: Value; waiting: boolean } {
  const client = useQueryClient();
  const [told, setTold] = useState(value);
  const busy = useIsFetching() > 0;
  const waiting = JSON.stringify(told) !== JSON.stringify(value);
  useEffect(() => {
    if (waiting) void client.cancelQueries({ predicate: (query) => isAskedWith(told, query) });
  }, [client, told, waiting]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setTold(value), busy ? longestMs : shortestMs);
    return () => clearTimeout(timer);
  }, [waiting, busy, value]);
  return { value: told, waiting };
}

/** Whether a query asks with all that a value says, and maybe more. */
function isAskedWith(value: object, { queryKey: [, asked] }: Query): boolean {
  if (typeof asked !== 'object' || asked === null) return false;
  const said = new Map(Object.entries(asked));
  return Object.entries(value).every(
    ([name, one]) => JSON.stringify(said.get(name)) === JSON.stringify(one),
  );
}
