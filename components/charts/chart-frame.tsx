'use client';
'use memo';

import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId, useRef, useState } from 'react';
import classes from '@/components/charts/chart-frame.module.css';
import { SaveMenu } from '@/components/charts/save-menu';
import { Answered } from '@/components/layout/answered';

/**
 * Everything around a picture: its title, its states, and the same marks as a table, which screen
 * readers always find and everybody can show.
 */
export function ChartFrame<Answer>({
  what,
  title,
  subtitle,
  control,
  query,
  picture,
  table,
}: {
  /** What the picture shows, should it fail to load: `The trend`. */
  what: string;
  title: string;
  subtitle: ReactNode;
  /** What the picture alone can be switched by. */
  control?: ReactNode;
  query: UseQueryResult<Answer>;
  picture: (answer: Answer) => ReactNode;
  table: (answer: Answer, isShown: boolean) => ReactNode;
}) {
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  const [isTable, setIsTable] = useState(false);
  return (
    <section aria-labelledby={id} ref={frame}>
      <header className={classes.header}>
        <div>
          <h2 id={id}>{title}</h2>
          <p className={classes.subtitle}>{subtitle}</p>
        </div>
        <div className={classes.controls} data-print="never">
          {control}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? 'Show chart' : 'Show as table'}
          </Button>
          <SaveMenu frame={frame} name={title} answer={query.data} />
        </div>
      </header>
      <Answered query={query} what={what} height="var(--chart-height)">
        {(answer) => (
          <>
            {!isTable && picture(answer)}
            <div
              className={isTable ? classes.table : classes.hidden}
              data-print={isTable ? 'whole' : 'never'}
              data-table
            >
              {table(answer, isTable)}
            </div>
          </>
        )}
      </Answered>
    </section>
  );
}
