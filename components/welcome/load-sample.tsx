'use client';

import { Alert, Button } from '@mantine/core';
import { RestLink } from '@/components/layout/rest-link';
import { useSample } from '@/components/layout/use-sample';
import { Card } from '@/components/welcome/card';

/** Fills the charts with an invented organisation, to look around before there is data of one's own. */
export function LoadSample() {
  const { repositories, load } = useSample({ leadsToOverview: true });
  return (
    <Card
      title="Look around with sample data"
      lead="Two years of an invented organisation: its repositories, people, agents, reviews, incidents and reverts. It is marked as sample data on every page, stays apart from yours, and goes with one click."
    >
      {repositories > 0 ? (
        <p>
          <strong>It is loaded.</strong> The bar at the top removes it, and{' '}
          <RestLink href="/settings/sample">its settings</RestLink>.
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
