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
    if (waiting)
      void client.cancelQueries({ predicate: (query) => isAskedWith(told, value, query) });
  }, [client, told, value, waiting]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setTold(value), busy ? longestMs : shortestMs);
    return () => clearTimeout(timer);
  }, [waiting, busy, value]);
  return { value: told, waiting };
}

/** Whether a query asks with what a value says, and not with what another says instead. */
function isAskedWith(value: object, instead: object, { queryKey: [, asked] }: Query): boolean {
  const names = [...Object.keys(value), ...Object.keys(instead)];
  const wanted = new Map<string, unknown>(Object.entries(value));
  const said = new Map<string, unknown>(Object.entries(asked ?? {}));
  return names.every((name) => JSON.stringify(said.get(name)) === JSON.stringify(wanted.get(name)));
}
