'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { For } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { asAsk, linkTo } from '@/components/filters/filter-params';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import { dateWords } from '@/components/words/dates';
import { signalLabels, signalUses } from '@/components/words/labels';
import { countWords, plural } from '@/components/words/rates';
import { type FreshnessAnswer, freshnessQuestion, type SignalReach } from '@/lib/api/freshness';
import type { Filter } from '@/lib/domain/filter';

/** How far each signal reaches, which fell silent where, and what could still be connected. */
export function FreshnessPanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(freshnessQuestion, asAsk(freshnessQuestion.ask, filter)));
  return (
    <Panel
      title="How fresh the data is"
      says="The newest of each signal. What falls silent makes changes wait; it does not make them look safe."
      what="How fresh the data is"
      query={query}
      height="100px"
      linesOf={linesOf}
    >
      {(answer) => (
        <>
          <dl className={classes.signals}>
            {answer.signals.map((one) => (
              <SignalTold key={one.signal} one={one} of={answer.repositories} />
            ))}
          </dl>
          <ByRepository answer={answer} filter={filter} />
        </>
      )}
    </Panel>
  );
}

/** How far each signal of each repository reaches, as a file. */
const linesOf = ({ signals, rows }: FreshnessAnswer) => [
  ['repository', 'complete_to', ...signals.flatMap(({ signal }) => [signal, `${signal}_silent`])],
  ...rows.map(({ repository, asOf, signals: reaches }) => [
    repository,
    asOf,
    ...reaches.flatMap(({ latestOn, silent }) => [latestOn, silent ? 'yes' : 'no']),
  ]),
];

function SignalTold({ one, of }: { one: FreshnessAnswer['signals'][number]; of: number }) {
  const { signal, latestOn, heardIn, silentIn } = one;
  return (
    <div>
      <dt>{signalLabels[signal]}</dt>
      <dd>{latestOn === null ? 'none yet' : dateWords(latestOn)}</dd>
      <dd className={classes.reach}>
        {latestOn === null ? (
          <>
            {signalUses[signal]}{' '}
            <For least="admin">
              <Link href="/settings/sources">Connect a sender</Link>
            </For>
          </>
        ) : (
          <>
            in {countWords(heardIn)} of {plural(of, 'repository', 'repositories')}
            {silentIn > 0 && <SilentIn count={silentIn} of={heardIn} />}
          </>
        )}
      </dd>
    </div>
  );
}

function SilentIn({ count, of }: { count: number; of: number }) {
  return (
    <>
      , <span className={classes.silent}>silent in {count === of ? 'all' : countWords(count)}</span>
    </>
  );
}

/** Every repository's own reach, written only once somebody looks. */
function ByRepository({ answer, filter }: { answer: FreshnessAnswer; filter: Filter }) {
  const [isOpen, setIsOpen] = useState(false);
  const { rows, signals, repositories } = answer;
  return (
    <details className={classes.how} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>By repository</summary>
      {isOpen && (
        <section
          className={classes.reaches}
          data-print="whole"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
          tabIndex={0}
          aria-label="Freshness by repository"
        >
          <table>
            <thead>
              <tr>
                <th scope="col">Repository</th>
                <th scope="col">Complete to</th>
                {signals.map(({ signal }) => (
                  <th key={signal} scope="col">
                    {signalLabels[signal]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ repository, asOf, signals: reaches }) => (
                <tr key={repository}>
                  <th scope="row">
                    <RestLink href={linkTo('/', { ...filter, repository: [repository] })}>
                      <bdi>{repository}</bdi>
                    </RestLink>
                  </th>
                  <td>{asOf === null ? '–' : dateWords(asOf)}</td>
                  {reaches.map((reach) => (
                    <td key={reach.signal}>
                      <Reach reach={reach} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {repositories > rows.length && (
            <p>
              The {rows.length} stalest of {countWords(repositories)}. Choose repositories above to
              see others.
            </p>
          )}
        </section>
      )}
    </details>
  );
}

function Reach({ reach: { latestOn, silent } }: { reach: SignalReach }) {
  if (latestOn === null) return 'none';
  if (!silent) return dateWords(latestOn);
  return <span className={classes.silent}>silent since {dateWords(latestOn)}</span>;
}
