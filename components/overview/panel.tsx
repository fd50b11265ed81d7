import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SavedSection } from '@/components/charts/saved-section';
import type { Line } from '@/components/charts/table-csv';
import { Answered } from '@/components/layout/answered';
import classes from '@/components/overview/overview.module.css';

/** A part of the overview: its title, one sentence on what it says, and its answer in whatever state. */
export function Panel<Answer>({
  title,
  says,
  what,
  query,
  height,
  linesOf,
  children,
}: {
  title: string;
  says: ReactNode;
  /** What failed, should it: `The sizes`. */
  what: string;
  query: UseQueryResult<Answer>;
  height: string;
  /** The answer as the lines of a file, where it is shown as no table. */
  linesOf?: (answer: Answer) => Line[];
  children: (answer: Answer) => ReactNode;
}) {
  const { data } = query;
  return (
    <SavedSection
      title={title}
      says={says}
      className={classes.panel}
      answer={data}
      lines={data === undefined ? undefined : linesOf?.(data)}
    >
      <Answered query={query} what={what} height={height}>
        {children}
      </Answered>
    </SavedSection>
  );
}
