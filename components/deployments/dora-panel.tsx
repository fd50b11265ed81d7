'use client';

import { useQuery } from '@tanstack/react-query';
import { ask as asked } from '@/components/ask';
import { IntervalBar, scaleOf } from '@/components/charts/interval-bar';
import { SavedSection } from '@/components/charts/saved-section';
import classes from '@/components/deployments/deployments.module.css';
import { Answered } from '@/components/layout/answered';
import { datesWords } from '@/components/words/dates';
import { hoursWords } from '@/components/words/durations';
import { countWords, intervalWords, percentWords, plural } from '@/components/words/rates';
import { type AgentShare, type DoraAnswer, type DoraAsk, doraQuestion } from '@/lib/api/dora';

type Dora = DoraAnswer['all'];
type Share = Dora['changeFailRate'];

const shareWords: Record<AgentShare, { name: string; meaning: string }> = {
  none: { name: 'People’s alone', meaning: 'no change with an agent' },
  some: { name: 'Some with an agent', meaning: 'fewer than half of the changes' },
  most: { name: 'Mostly with an agent', meaning: 'half of the changes or more' },
  empty: { name: 'No change that counts', meaning: 'the same version again, or automation alone' },
};

/** DORA's measures of production deployments, all together and by the agents' share in them. */
export function DoraPanel({ ask }: { ask: DoraAsk }) {
  const query = useQuery(asked(doraQuestion, ask));
  return (
    <SavedSection
      title="How deployments to production go"
      className={classes.dora}
      answer={query.data}
    >
      <Answered query={query} what="The measures of deployments" height="23rem">
        {(answer) => <Measures answer={answer} />}
      </Answered>
    </SavedSection>
  );
}

function Measures({ answer: { all, byAgentShare, range, definition } }: { answer: DoraAnswer }) {
  if (range === null || all.changeFailRate.deployments === 0) {
    return (
      <p className={classes.lead}>
        No deployment to production is known in this time, so there is nothing to measure. Git hosts
        and CI tell of them, or <code>deployment.finished</code> posted by CI.
      </p>
    );
  }
  const lines = [
    { name: 'All', meaning: datesWords(range.from, range.to), dora: all },
    ...byAgentShare
      .filter(({ changeFailRate }) => changeFailRate.deployments > 0)
      .map((dora) => ({ ...shareWords[dora.share], dora })),
  ];
  const top = scaleOf(lines.flatMap(({ dora }) => [dora.changeFailRate, dora.reworkRate]));
  const hoursTop = scaleOf(
    lines.map(({ dora: { recovery } }) => recovery),
    1,
  );
  return (
    <>
      <table className={classes.measures}>
        <thead>
          <tr>
            <th scope="col">What they brought out</th>
            <th scope="col">
              Change fail rate <div className={classes.quiet}>caused a failure afterwards</div>
            </th>
            <th scope="col">
              Rework rate <div className={classes.quiet}>brought out a repair</div>
            </th>
            <th scope="col">
              Recovery time <div className={classes.quiet}>median, of those that recovered</div>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, meaning, dora }) => (
            <tr key={name}>
              <th scope="row">
                {name} <div className={classes.quiet}>{meaning}</div>
              </th>
              <td>
                <span className={classes.label} data-again>
                  Change fail rate:{' '}
                </span>
                <Told share={dora.changeFailRate} top={top} />
              </td>
              <td>
                <span className={classes.label} data-again>
                  Rework rate:{' '}
                </span>
                <Told share={dora.reworkRate} top={top} />
              </td>
              <td>
                <span className={classes.label} data-again>
                  Recovery time:{' '}
                </span>
                <Recovery recovery={dora.recovery} top={hoursTop} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className={classes.how}>
        <summary>How is this computed?</summary>
        <p>{definition.text}</p>
        <p>
          Deployments that agents had a larger share in are not the same work as the others: the
          rows differ in more than who wrote them.
        </p>
      </details>
    </>
  );
}

function Told({ share, top }: { share: Share; top: number }) {
  const { deployments, counted, rate, lower, upper } = share;
  if (rate === null || lower === null || upper === null) return 'no deployment';
  return (
    <>
      <strong>{percentWords(rate, deployments)}</strong>{' '}
      <span className={classes.quiet}>
        likely {intervalWords(lower, upper, deployments)} · {countWords(counted)} of{' '}
        {countWords(deployments)}
      </span>
      <IntervalBar rate={share} top={top} />
    </>
  );
}

function Recovery({ recovery, top }: { recovery: Dora['recovery']; top: number }) {
  const { failed, recovered, medianHours, lower, upper } = recovery;
  if (medianHours === null) {
    return <span className={classes.quiet}>{plural(failed, 'failure')}, none recovered yet</span>;
  }
  return (
    <>
      <strong>{hoursWords(medianHours)}</strong>{' '}
      <span className={classes.quiet}>
        {lower !== null && upper !== null
          ? `likely ${hoursWords(lower)} to ${hoursWords(upper)}`
          : 'too few for a likely range'}{' '}
        · {countWords(recovered)} of {plural(failed, 'failure')}
      </span>
      <IntervalBar rate={{ rate: medianHours, lower, upper }} top={top} />
    </>
  );
}
