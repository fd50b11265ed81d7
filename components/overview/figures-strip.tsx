'use client';
'use memo';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ask } from '@/components/ask';
import { Glyph } from '@/components/charts/glyph';
import { SaveMenu } from '@/components/charts/save-menu';
import { linkToTimes } from '@/components/compare/cohort-params';
import { linkToBroken } from '@/components/deployments/deployment-params';
import { linkTo, ofAuthorship } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { figuresLines } from '@/components/overview/figures-lines';
import classes from '@/components/overview/overview.module.css';
import { datesWords } from '@/components/words/dates';
import { hoursWords } from '@/components/words/durations';
import { changeWords, daysWords, medianChangeWords, medianWords } from '@/components/words/figures';
import { authorshipLabels } from '@/components/words/labels';
import {
  countWords,
  intervalWords,
  isTellable,
  ofWords,
  percentWords,
  plural,
} from '@/components/words/rates';
import type { Estimate } from '@/lib/api/compare';
import { type FiguresAnswer, figuresQuestion } from '@/lib/api/figures';
import type { Filter } from '@/lib/domain/filter';

/** The four figures of the range, each with its interval and how it changed. */
export function FiguresStrip({ filter }: { filter: Filter }) {
  const query = useQuery(ask(figuresQuestion, filter));
  const { data } = query;
  return (
    <section aria-label="Figures" className={classes.strip}>
      <Answered query={query} what="The figures" height="96px">
        {(answer) => (
          <dl className={classes.figures}>
            <Rates answer={answer} filter={filter} />
            <Merged answer={answer} filter={filter} />
            <Days answer={answer} filter={filter} />
            <Recovery answer={answer} filter={filter} />
          </dl>
        )}
      </Answered>
      <SaveMenu
        name="Figures"
        answer={data}
        lines={data && figuresLines(data)}
        hasPicture={false}
      />
    </section>
  );
}

function Figure({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Rates({ answer, filter }: { answer: FiguresAnswer; filter: Filter }) {
  return answer.now.rates.map(({ authorship, ...rate }, index) => (
    <Figure
      key={authorship}
      name={
        <>
          <Glyph authorship={authorship} /> {authorshipLabels[authorship]} changes that regress
        </>
      }
    >
      {isTellable(rate) ? (
        <>
          <strong>{percentWords(rate.rate, rate.changes)}</strong>{' '}
          <span>likely {intervalWords(rate.lower, rate.upper, rate.changes)}</span>
        </>
      ) : (
        <strong>–</strong>
      )}
      <small>
        {rate.changes === 0 ? (
          'no changes'
        ) : (
          <Link href={linkTo('/regressions', ofAuthorship(filter, authorship))}>
            {ofWords(rate)}
          </Link>
        )}{' '}
        <Change
          words={changeWords(answer.since.rates[index])}
          answer={answer}
          filter={ofAuthorship(filter, authorship)}
        />
      </small>
    </Figure>
  ));
}

/** How a rate differs from the time before, which leads to the comparison of both times. */
function Change({
  words,
  answer: { range, rangeBefore },
  filter,
}: {
  words: string;
  answer: FiguresAnswer;
  filter: Filter;
}) {
  if (words === '' || range === null || rangeBefore === null) return dotted(words);
  return (
    <>
      ·{' '}
      <Link
        href={linkToTimes(filter, range, rangeBefore)}
        title={`Compare it with ${datesWords(rangeBefore.from, rangeBefore.to)}, the time before`}
      >
        {words}
      </Link>
    </>
  );
}

/** Words behind a dot, where there are any. */
const dotted = (words: string) => (words === '' ? '' : `· ${words}`);

function Merged({ answer, filter }: { answer: FiguresAnswer; filter: Filter }) {
  const { changes, agentShare } = answer.now;
  const { share, lower, upper } = agentShare;
  return (
    <Figure name="Merged, by agents">
      {share === null || lower === null || upper === null ? (
        <strong>–</strong>
      ) : (
        <>
          <strong>{percentWords(share, changes)}</strong>{' '}
          <span>likely {intervalWords(lower, upper, changes)}</span>
        </>
      )}
      <small>
        <Link href={linkTo('/changes', { ...filter, authorship: ['agent', 'assisted', 'human'] })}>
          {countWords(agentShare.changes)} of {countWords(changes)}
        </Link>
        {answer.before !== null && ` (${countWords(answer.before.changes)} before)`}{' '}
        {dotted(changeWords(answer.since.agentShare))}
      </small>
    </Figure>
  );
}

function Days({
  answer: { now, before, since },
  filter,
}: {
  answer: FiguresAnswer;
  filter: Filter;
}) {
  return (
    <Figure name="Days until it regresses, median">
      {now.daysToRegression.map(({ authorship, ...days }, index) => (
        <span key={authorship} className={classes.line}>
          <Glyph authorship={authorship} /> <b>{days.median ?? '–'}</b> {medianWords(days, String)}
          {days.n > 0 && (
            <>
              {' '}
              of{' '}
              <Link href={linkTo('/regressions', ofAuthorship(filter, authorship))}>
                {countWords(days.n)}
              </Link>
            </>
          )}
          <small>
            {sinceWords(since.daysToRegression[index], before?.daysToRegression[index], daysWords)}
          </small>
        </span>
      ))}
    </Figure>
  );
}

function Recovery({
  answer: { now, before, since },
  filter,
}: {
  answer: FiguresAnswer;
  filter: Filter;
}) {
  const { hoursToRecover: hours } = now;
  return (
    <Figure name="Time to recover, median">
      <strong>{hours.median === null ? '–' : hoursWords(hours.median)}</strong>{' '}
      <span>{medianWords(hours, hoursWords)}</span>
      <small>
        {hours.n === 0 ? (
          'no failed deployment has recovered'
        ) : (
          <Link href={linkToBroken(filter)}>{plural(hours.n, 'failed deployment')}</Link>
        )}{' '}
        {dotted(sinceWords(since.hoursToRecover, before?.hoursToRecover, hoursWords))}
      </small>
      <small>By repository, team, time only.</small>
    </Figure>
  );
}

/** The change of a median since the time before; where that cannot be told, what it was then. */
function sinceWords(
  change: Estimate | undefined,
  before: FiguresAnswer['now']['hoursToRecover'] | undefined,
  words: (length: number) => string,
): string {
  if (change !== undefined && change.value !== null) return medianChangeWords(change, words);
  return before == null || before.median === null
    ? ''
    : `${words(before.median)} before, of ${countWords(before.n)}`;
}
