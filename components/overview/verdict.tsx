'use client';

import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ask } from '@/components/ask';
import { Glyph } from '@/components/charts/glyph';
import { linkTo } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { AskHow } from '@/components/overview/how-computed';
import classes from '@/components/overview/overview.module.css';
import { datesWords } from '@/components/words/dates';
import { authorshipLabels } from '@/components/words/labels';
import { intervalWords, isTellable, ofWords, percentWords } from '@/components/words/rates';
import { type CompareAnswer, compareQuestion } from '@/lib/api/compare';
import type { Rate } from '@/lib/api/definition';
import type { Filter } from '@/lib/domain/filter';

/** The answer in one plain sentence, what it rests on, and the two rates it compares. */
export function Verdict({ filter }: { filter: Filter }) {
  const query = useQuery(ask(compareQuestion, filter));
  return (
    <section aria-label="The answer">
      {query.data === undefined && <VisuallyHidden component="h1">Overview</VisuallyHidden>}
      <Answered query={query} what="The comparison" height="118px">
        {(answer) => (
          <div className={classes.verdictColumns}>
            <div>
              <p className={classes.kicker}>{kicker(answer)}</p>
              <h1 className={classes.sentence}>{answer.sentence}</h1>
              <p className={classes.detail}>
                {answer.detail} {answer.reversal}{' '}
                {answer.unknown.changes > 0 && (
                  <Link href={linkTo('/changes', { ...filter, authorship: ['unknown'] })}>
                    {answer.unknown.sentence}
                  </Link>
                )}
              </p>
            </div>
            <div>
              <dl className={classes.readings}>
                <Reading authorship="agent" rate={answer.agent} filter={filter} />
                <Reading authorship="human" rate={answer.human} filter={filter} />
              </dl>
              <AskHow />
            </div>
          </div>
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

function Reading({
  authorship,
  rate,
  filter,
}: {
  authorship: 'agent' | 'human';
  rate: Rate;
  filter: Filter;
}) {
  const tellable = isTellable(rate);
  return (
    <div className={classes.reading}>
      <dt>
        <Glyph authorship={authorship} /> {authorshipLabels[authorship]}
      </dt>
      <dd>
        {tellable && (
          <>
            <strong>{percentWords(rate.rate, rate.changes)}</strong>{' '}
            <span className={classes.range}>
              likely {intervalWords(rate.lower, rate.upper, rate.changes)}
            </span>
          </>
        )}
        {rate.changes === 0 ? (
          'no changes'
        ) : (
          <Link href={linkTo('/regressions', { ...filter, authorship: [authorship] })}>
            {ofWords(rate)} {tellable ? '' : 'changes regressed'}
          </Link>
        )}
      </dd>
    </div>
  );
}
