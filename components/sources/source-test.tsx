'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { fetchAnswer, sendRequest } from '@/components/fetch-answer';
import { Refused } from '@/components/layout/refused';
import classes from '@/components/settings/settings.module.css';
import { numberWords } from '@/components/words/numbers';
import { deliveryQuestion } from '@/lib/api/deliveries';
import { toSearch } from '@/lib/api/question';

const Sent = z.object({ source: z.string(), id: z.string() });
const patienceMs = 30_000;
const pauseMs = 400;

/** Sends a delivery that says nothing through intake and worker, and tells how long it took. */
export function SourceTest({ source, name }: { source: string; name: string }) {
  const client = useQueryClient();
  const testing = useMutation({
    mutationFn: async () => {
      const startedAt = performance.now();
      const sent = await sendRequest('POST', '/api/v1/source-test', Sent, { id: source });
      while (performance.now() - startedAt < patienceMs) {
        const found = await fetchAnswer(
          `${deliveryQuestion.path}?${toSearch(sent)}`,
          deliveryQuestion.answer,
        );
        if (found.row.state !== 'pending') return (performance.now() - startedAt) / 1_000;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      throw new Error('It is stored and still waits: does a worker run?');
    },
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={testing.isPending}
        aria-label={`Test ${name}`}
        onClick={() => testing.mutate()}
      >
        Test
      </Button>
      <Refused what="The test failed." error={testing.error} />
      <span aria-live="polite" className={classes.quiet}>
        {testing.isSuccess && `Stored and settled in ${numberWords(testing.data, 1, 1)} s.`}
      </span>
    </>
  );
}
