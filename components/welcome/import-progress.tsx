'use client';

import { Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '@/components/ask';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/welcome/welcome.module.css';
import { authorshipLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { countWords, plural } from '@/components/words/rates';
import { type ImportStatus, type ImportSummary, importsQuestion } from '@/lib/api/imports';

const pollMs = 1_000;

/** The imports that run or ran, followed while one runs. */
export function ImportProgress() {
  const client = useQueryClient();
  const { data, error } = useQuery({
    ...ask(importsQuestion, {}),
    refetchInterval: ({ state }) => (state.data?.imports.some(isRunning) ? pollMs : false),
  });
  const finished = data?.imports.filter((one) => !isRunning(one)).length ?? 0;
  useEffect(() => {
    if (finished === 0) return;
    client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== importsQuestion.path });
  }, [client, finished]);
  if (error !== null && data === undefined) {
    return <p className={classes.quiet}>The imports cannot be listed. {error.message}</p>;
  }
  return (
    <ul className={classes.imports}>
      {data?.imports.slice(0, 5).map((one) => (
        <li key={`${one.repository} ${one.startedAt}`}>
          <div className={classes.importHead}>
            <strong>
              <bdi>{one.repository}</bdi>
            </strong>
            <span className={classes.quiet}>
              <bdi>{one.branch}</bdi>, {doneWords(one)}
            </span>
          </div>
          {isRunning(one) && (
            <Progress
              value={one.total === 0 ? 0 : (100 * one.done) / one.total}
              aria-label={`Import of ${one.repository}`}
            />
          )}
          {one.state === 'failed' && (
            <p className={classes.wrong} role="alert">
              It stopped: {one.error ?? 'the log says why'} Start it again to go on from there.
            </p>
          )}
          {one.state === 'done' && (
            <p>
              {summaryWords(one.summary)} <RestLink href="/">See the chart</RestLink>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

const isRunning = ({ state }: ImportStatus) => state === 'running';

function doneWords({ state, done, total }: ImportStatus): string {
  if (state === 'done') return 'done';
  const share = `${countWords(done)} of ${countWords(total)} commits`;
  return state === 'failed' ? `stopped after ${share}` : share;
}

function summaryWords(summary: ImportSummary): string {
  const authors = summary.byAuthorship.map(
    ({ authorship, changes }) =>
      `${countWords(changes)} ${authorshipLabels[authorship].toLowerCase()}`,
  );
  const agents = summary.byAgent.map(({ agent, changes }) => `${agent} ${countWords(changes)}`);
  return [
    `${plural(summary.changes, 'change')}${authors.length === 0 ? '' : `: ${listed(authors)}`}.`,
    agents.length === 0 ? '' : `Agents: ${listed(agents)}.`,
    `${plural(summary.regressions, 'regression')} found,`,
    `${plural(summary.unlinkedReverts, 'revert')} of nothing that is known here.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
