import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import { decidedRows, withoutRows } from '@/components/tables/decided-rows';
import { DecisionsAnswer, type DecisionsRequest, decisionsPath } from '@/lib/api/decision';
import {
  FailureModesAnswer,
  type FailureModesRequest,
  failureModesPath,
} from '@/lib/api/failure-mode';
import { type RegressionsAnswer, regressionsQuestion } from '@/lib/api/regressions';
import type { CountedFailureMode, FailureMode, RegressionStatus } from '@/lib/domain/regression';

type Pages = InfiniteData<RegressionsAnswer, string | null>;

/** What was decided last, until it is taken back or put away. */
export interface Decided {
  what: DecisionsRequest['decision'] | FailureMode;
  ids: readonly string[];
  /** How many of those asked for had been decided on before. */
  left: number;
  /** Where it is taken back. */
  path: typeof decisionsPath | typeof failureModesPath;
}

const pagesKey = [regressionsQuestion.path, 'pages'];

/**
 * Decides on many regressions, or says why they broke, and takes it back. The lists show the outcome at
 * once, and as it was where the server refuses.
 * @param listed the statuses that the list has.
 * @param modes the failure modes that it has; null for all.
 */
export function useDecideMany(
  listed: readonly RegressionStatus[],
  modes: readonly CountedFailureMode[] | null,
) {
  const client = useQueryClient();
  const [decided, setDecided] = useState<Decided>();
  const before = async () => {
    await client.cancelQueries({ queryKey: pagesKey });
    return client.getQueriesData<Pages>({ queryKey: pagesKey });
  };
  const restore = (saved: Awaited<ReturnType<typeof before>> | undefined) => {
    for (const [key, data] of saved ?? []) client.setQueryData(key, data);
  };
  const onSettled = () => client.invalidateQueries();
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
    onSuccess: ({ ids }, { decision, ids: asked }) =>
      setDecided({ what: decision, ids, left: asked.length - ids.length, path: decisionsPath }),
    onSettled,
  });
  // The rows do not tell why: only those leave that the list is not of any more.
  const classify = useMutation({
    mutationFn: (request: FailureModesRequest) =>
      sendRequest('POST', failureModesPath, FailureModesAnswer, request),
    onMutate: async ({ ids, failureMode }) => {
      setDecided(undefined);
      if (modes === null || modes.includes(failureMode)) return undefined;
      const saved = await before();
      client.setQueriesData<Pages>({ queryKey: pagesKey }, (data) =>
        data === undefined ? data : withoutRows(data, new Set(ids)),
      );
      return saved;
    },
    onError: (_, __, saved) => restore(saved),
    onSuccess: ({ ids }, { failureMode, ids: asked }) =>
      setDecided({
        what: failureMode,
        ids,
        left: asked.length - ids.length,
        path: failureModesPath,
      }),
    onSettled,
  });
  const undo = useMutation({
    mutationFn: ({ ids, path }: Decided) => sendRequest('DELETE', path, DecisionsAnswer, { ids }),
    onSuccess: () => setDecided(undefined),
    onSettled,
  });
  return { decide, classify, undo, decided, forget: () => setDecided(undefined) };
}
