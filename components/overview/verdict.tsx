'use client';
'use memo';

import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ask } from '@/components/ask';
import { linkTo } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { AskHow } from '@/components/overview/how-computed';
import classes from '@/components/overview/overview.module.css';
import { datesWords } from '@/components/words/dates';
import { type CompareAnswer, compareQuestion } from '@/lib/api/compare';
import type { Filter } from '@/lib/domain/filter';

/** The answer in one plain sentence, and what it rests on. */
export function Verdict({ filter }: { filter: Filter }) {
  const query = useQuery(ask(compareQuestion, filter));
  return (
    <section aria-label="The answer">
      {query.data === undefined && <VisuallyHidden component="h1">Overview</VisuallyHidden>}
      <Answered query={query} what="The comparison" height="118px">
        {(answer) => (
          <>
            <p className={classes.kicker}>
              {kicker(answer)} <AskHow />
            </p>
            <h1 className={classes.sentence}>{answer.sentence}</h1>
            <p className={classes.detail}>
              {answer.detail} {answer.reversal}{' '}
              {answer.unknown.changes > 0 && (
                <Link href={linkTo('/changes', { ...filter, authorship: ['unknown'] })}>
                  {answer.unknown.sentence}
                </Link>
              )}
            </p>
          </>
        )}
      </Answered>
    </section>
  );
}

function kicker({ range, definition }: CompareAnswer): string {
  const within = `regressions within ${definition.windowDays} days`;
  if (range === null) return `Agents and people: ${within}`;
  return `Agents and people: ${within} of changes merged ${datesWords(range.from, range.to)}`;
}
