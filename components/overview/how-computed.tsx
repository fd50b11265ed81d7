'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import classes from '@/components/overview/overview.module.css';
import { compareQuestion } from '@/lib/api/compare';
import type { Filter } from '@/lib/domain/filter';

/** The definition that came with the numbers, for whoever wants to check them. */
export function HowComputed({ filter }: { filter: Filter }) {
  const { data } = useQuery(ask(compareQuestion, filter));
  if (data === undefined) return null;
  return (
    <details className={classes.how}>
      <summary>How is this computed?</summary>
      <p>{data.definition.text}</p>
      <p>Definition {data.definition.version}: the same data always gives the same numbers.</p>
    </details>
  );
}
