'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import classes from '@/components/overview/overview.module.css';
import { plural } from '@/components/words/rates';
import { compareQuestion } from '@/lib/api/compare';
import { statusQuestion } from '@/lib/api/status';
import type { Filter } from '@/lib/domain/filter';

/** The definition that came with the numbers, for whoever wants to check them. */
export function HowComputed({ filter }: { filter: Filter }) {
  const { data } = useQuery(ask(compareQuestion, filter));
  const { data: status } = useQuery(ask(statusQuestion, {}));
  if (data === undefined) return null;
  return (
    <details className={classes.how}>
      <summary>How is this computed?</summary>
      <p>{data.definition.text}</p>
      {status !== undefined && status.unlinkedReverts > 0 && (
        <p>
          {plural(status.unlinkedReverts, 'revert names', 'reverts name')} nothing that was merged
          before, in all repositories together: kept apart, and held against nobody.
        </p>
      )}
      <p>Definition {data.definition.version}: the same data always gives the same numbers.</p>
    </details>
  );
}
