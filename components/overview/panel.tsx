import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { Answered } from '@/components/layout/answered';
import classes from '@/components/overview/overview.module.css';

/** A part of the overview: its title, one sentence on what it says, and its answer in whatever state. */
export function Panel<Answer>({
  title,
  says,
  what,
  query,
  height,
  children,
}: {
  title: string;
  says: ReactNode;
  /** What failed, should it: `The sizes`. */
  what: string;
  query: UseQueryResult<Answer>;
  height: string;
  children: (answer: Answer) => ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.panel}>
      <h2 id={id}>{title}</h2>
      <p className={classes.note}>{says}</p>
      <Answered query={query} what={what} height={height}>
        {children}
      </Answered>
    </section>
  );
}
