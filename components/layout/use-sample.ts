'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { SampleAnswer } from '@/lib/api/sample';
import { statusQuestion } from '@/lib/api/status';

const path = '/api/v1/sample';

/** The sample organisation: how many of its repositories are here, and the ways to load and remove it. */
export function useSample({
  leadsToOverview,
}: {
  /** Where it is loaded or removed one sees nothing of what came of it. */
  leadsToOverview: boolean;
}) {
  const { data } = useQuery(ask(statusQuestion, {}));
  const client = useQueryClient();
  const router = useRouter();
  const onSuccess = async () => {
    // Pages of what is gone must not ask for it again.
    if (leadsToOverview) router.push('/');
    router.refresh();
    await client.invalidateQueries();
  };
  return {
    repositories: data?.repositories.filter(({ sample }) => sample).length ?? 0,
    load: useMutation({ mutationFn: () => sendRequest('POST', path, SampleAnswer), onSuccess }),
    remove: useMutation({
      mutationFn: () => sendRequest('DELETE', path, SampleAnswer),
      onSuccess,
    }),
  };
}
