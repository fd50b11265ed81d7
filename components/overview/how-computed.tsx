'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ask } from '@/components/ask';
import { linkTo, ofAuthorship } from '@/components/filters/filter-params';
import { Refused } from '@/components/layout/refused';
import classes from '@/components/overview/overview.module.css';
import { authorshipLabels, kindLabels } from '@/components/words/labels';
import { hingeWords } from '@/components/words/matched';
import { countWords, intervalWords, ofWords, percentWords, plural } from '@/components/words/rates';
import { ratioWords } from '@/components/words/ratios';
import { type CompareAnswer, compareQuestion } from '@/lib/api/compare';
import { toSearch } from '@/lib/api/question';
import { type RatesAnswer, ratesQuestion } from '@/lib/api/rates';
import { statusQuestion } from '@/lib/api/status';
import type { Filter } from '@/lib/domain/filter';

const id = 'how-computed';

/** Opens the panel from beside a number. */
export function AskHow() {
  return (
    <button
      type="button"
      className={classes.ask}
      aria-controls={id}
      onClick={() => {
        const panel = document.getElementById(id);
        if (!(panel instanceof HTMLDetailsElement)) return;
        panel.open = true;
        panel.scrollIntoView({ block: 'nearest' });
        panel.querySelector('summary')?.focus();
      }}
    >
      How is this computed?
    </button>
  );
}

/** How the numbers of the page are made: the definition, the formula, these counts, and the rows. */
export function HowComputed({ filter }: { filter: Filter }) {
  const { data } = useQuery(ask(compareQuestion, filter));
  const { data: rates, error } = useQuery(ask(ratesQuestion, filter));
  const { data: status } = useQuery(ask(statusQuestion, {}));
  if (data === undefined) return null;
  const search = toSearch({ ...filter, ...rates?.range });
  return (
    <details className={classes.how} id={id}>
      <summary>How is this computed?</summary>
      <p>{data.definition.text}</p>
      <p>
        <code>rate = 1 − Π (1 − d/Y)</code> over days 1 to {data.definition.windowDays}, where d
        changes regress on a day of the Y that are watched and have not regressed before it.
      </p>
      {data.matched !== null && (
        <p>
          Like with like: <code>Σ d₁n₀/N ÷ Σ d₀n₁/N</code> over every day within{' '}
          {countWords(data.matched.strata)} groups of the same {data.matched.rung} that have changes
          of both; {percentWords(data.matched.overlap, 0)} of agent changes have such a counterpart.{' '}
          {data.matched.interval === 'jackknife'
            ? 'Its range allows for changes of one repository standing or falling together.'
            : 'Its range is that of the model.'}{' '}
          {hingeWords(data.matched)}
        </p>
      )}
      <SureAlone alone={data.highConfidence} />
      <Refused what="The counts could not be loaded." error={error} />
      {rates?.rates.map((rate) => (
        <RateCounts key={rate.authorship} rate={rate} filter={filter} />
      ))}
      {status !== undefined && status.unlinkedReverts > 0 && (
        <p>
          {plural(status.unlinkedReverts, 'revert names', 'reverts name')} nothing that was merged
          before, in all repositories together: kept apart, and held against nobody.
        </p>
      )}
      <p>
        Definition {data.definition.version}: the same data always gives the same numbers. Reproduce
        them: <a href={`/api/v1/rows.csv?${search}`}>the rows as CSV</a>,{' '}
        <a href={`/api/v1/reproduce.r?${search}`}>a script in R</a>.
      </p>
    </details>
  );
}

/** What the ratio would be without the agents' changes whose mark is less than sure. */
function SureAlone({ alone: { agent, ratio } }: { alone: CompareAnswer['highConfidence'] }) {
  if (agent.changes === 0 || ratio.value === null) return null;
  return (
    <p>
      Counting of agents’ changes only those whose mark is sure, {ofWords(agent)} regressed, and all
      together the ratio is {ratioWords(ratio)}.
    </p>
  );
}

function RateCounts({ rate, filter }: { rate: RatesAnswer['rates'][number]; filter: Filter }) {
  const { authorship, changes, regressions, followUp, matured, kinds } = rate;
  const own = ofAuthorship(filter, authorship);
  const parts = kinds.filter((part) => part.rate > 0);
  return (
    <p>
      <strong>{authorshipLabels[authorship]}.</strong>{' '}
      <Link href={linkTo('/regressions', own)}>{plural(regressions, 'regression')}</Link> among{' '}
      <Link href={linkTo('/changes', own)}>{plural(changes, 'change')}</Link>:{' '}
      {countWords(followUp.whole)} watched for the whole window, {countWords(followUp.part)} for a
      part of it, {countWords(followUp.none)} for less than a day.{' '}
      {matured.rate !== null && matured.lower !== null && matured.upper !== null && (
        <>
          Of the first alone {countWords(matured.regressions)} of {countWords(matured.changes)}{' '}
          regressed: {percentWords(matured.rate, matured.changes)}, likely{' '}
          {intervalWords(matured.lower, matured.upper, matured.changes)}.{' '}
        </>
      )}
      {parts.length > 0 && (
        <>
          By what came first:{' '}
          {parts
            .map((part) => `${kindLabels[part.kind]} ${percentWords(part.rate, changes)}`)
            .join(', ')}
          .
        </>
      )}
    </p>
  );
}
