'use client';

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '@/components/layout/failed.module.css';

/** Says what failed and offers to try again, so that a failure never looks like no data. */
export function Failed({
  what,
  why,
  retry,
}: {
  what: ReactNode;
  why: string | undefined;
  retry: () => void;
}) {
  return (
    <div className={classes.failed} role="alert">
      <p>
        <strong>{what}</strong> {why}
      </p>
      <Button variant="default" size="sm" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
