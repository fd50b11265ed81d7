import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import { decidedRows } from '@/components/tables/decided-rows';
import { DecisionsAnswer, type DecisionsRequest, decisionsPath } from '@/lib/api/decision';
import { type RegressionsAnswer, regressionsQuestion } from '@/lib/api/regressions';
import type { RegressionStatus } from '@/lib/domain/regression';

type Pages = InfiniteData<RegressionsAnswer, string | null>;

/** What was decided last, until it is taken back or put away. */
export interface Decided {
  decision: DecisionsRequest['decision'];
  ids: readonly string[];
  /** How many of those asked for had been decided on before. */
  left: number;
}

const pagesKey = [regressionsQuestion.path, 'pages'];

/**
 * Decides on many regressions and takes it back. The lists show the outcome at once, and as it was
 * where the server refuses.
 * @param listed the statuses that the list has.
 */
export function useDecideMany(listed: readonly RegressionStatus[]) {
  const client = useQueryClient();
  const [decided, setDecided] = useState<Decided>();
  const before = async () => {
    await client.cancelQueries({ queryKey: pagesKey });
    return client.getQueriesData<Pages>({ queryKey: pagesKey });
  };
  const restore = (saved: Awaited<ReturnType<typeof before>> | undefined) => {
    for (const [key, data] of saved ?? []) client.setQueryData(key, data);
  };
  const decide = useMutation({
    mutationFn: (request: DecisionsRequest) =>
      sendRequest('POST', decisionsPath, DecisionsAnswer, request),
    onMutate: async ({ ids, decision }) => {
      const saved = await before();
      client.setQueriesData<Pages>({ queryKey: pagesKey }, (data) =>
        data === undefined ? data : decidedRows(data, new Set(ids), decision, listed),
      );
      setDecided(undefined);
      return saved;
    },
    onError: (_, __, saved) => restore(saved),
    onSuccess: ({ ids }, request) =>
      setDecided({ decision: request.decision, ids, left: request.ids.length - ids.length }),
    onSettled: () => client.invalidateQueries(),
  });
  const undo = useMutation({
    mutationFn: (ids: readonly string[]) =>
      sendRequest('DELETE', decisionsPath, DecisionsAnswer, { ids }),
    onSuccess: () => setDecided(undefined),
    onSettled: () => client.invalidateQueries(),
  });
  return { decide, undo, decided, forget: () => setDecided(undefined) };
}
