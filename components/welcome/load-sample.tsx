'use client';

import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { Card } from '@/components/welcome/card';
import { SampleAnswer } from '@/lib/api/sample';
import { statusQuestion } from '@/lib/api/status';

/** Fills the charts with an invented organisation, to look around before there is data of one's own. */
export function LoadSample() {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const isLoaded = status?.repositories.some(({ sample }) => sample) ?? false;
  const client = useQueryClient();
  const router = useRouter();
  const load = useMutation({
    mutationFn: () => sendRequest('POST', '/api/v1/sample', SampleAnswer),
    onSuccess: async () => {
      await client.invalidateQueries();
      router.push('/');
      router.refresh();
    },
  });
  return (
    <Card
      title="Look around with sample data"
      lead="Two years of an invented organisation: its repositories, people, agents, reviews, incidents and reverts. It is marked as sample data on every page, stays apart from yours, and goes with one click."
    >
      {isLoaded ? (
        <p>
          <strong>It is loaded.</strong> The bar at the top removes it.
        </p>
      ) : (
        <div>
          <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
            Load sample data
          </Button>
        </div>
      )}
      {load.error && (
        <Alert color="red" variant="light" title="The sample data did not load" role="alert">
          {load.error.message}
        </Alert>
      )}
    </Card>
  );
}
