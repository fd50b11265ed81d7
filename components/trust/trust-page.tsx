'use client';

import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { For, useViewer } from '@/components/access/viewer';
import { askPages } from '@/components/ask';
import { asAsk, inAddress } from '@/components/filters/filter-params';
import filters from '@/components/filters/filters.module.css';
import { AgentMenu, RepositoryMenu } from '@/components/filters/place-menus';
import { WindowMenu } from '@/components/filters/window-menu';
import answered from '@/components/layout/answered.module.css';
import { Empty } from '@/components/layout/empty';
import { Failed } from '@/components/layout/failed';
import { PageHead } from '@/components/layout/page-head';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/trust/trust.module.css';
import { TrustMark } from '@/components/trust/trust-mark';
import { trustParams } from '@/components/trust/trust-params';
import { TrustOfRepository } from '@/components/trust/trust-repository';
import { datesWords } from '@/components/words/dates';
import { countWords, plural } from '@/components/words/rates';
import { toSearch } from '@/lib/api/question';
import { Trust, type TrustAnswer, trustFile, trustQuestion } from '@/lib/api/trust';

const meanings: Record<Trust, string> = {
  'normal-review': 'its record is within the budget, even at the high end of what is likely.',
  'second-pair': 'its record is over the budget even at the low end, or worse than people’s.',
  'not-proven': 'the record is too short to tell either.',
};

/** Where agents' changes may be merged with normal review, and why. */
export function TrustPage() {
  const [values, setValues] = useQueryStates(trustParams, inAddress);
  const seesAll = useViewer()?.seesAll ?? false;
  const query = useInfiniteQuery(askPages(trustQuestion, asAsk(trustQuestion.ask, values)));
  const { data, error, isPlaceholderData } = query;
  const file = (ending: 'csv' | 'json') =>
    `${trustFile.path}.${ending}?${toSearch(asAsk(trustFile.ask, values))}`;
  const first = data?.pages[0];
  const shown = data?.pages.flatMap(({ rows }) => rows);
  return (
    <>
      <PageHead title="Trust">
        <For least="admin">
          <RestLink href="/settings/trust">Error budgets</RestLink>
        </For>
        {seesAll && <RestLink href="/guardrails">Guardrails</RestLink>}
      </PageHead>
      <p className={classes.lead}>
        How far each agent has shown, in each repository and kind of work, that its changes hold up
        after the merge. It is about kinds of work, not about a single change.
      </p>
      <search className={filters.bar} aria-label="Filters">
        <RepositoryMenu
          chosen={values.repository}
          onChange={(repository) => setValues({ repository })}
        />
        <AgentMenu chosen={values.agent} onChange={(agent) => setValues({ agent })} />
        <WindowMenu windowDays={values.window} onChange={(window) => setValues({ window })} />
        <div className={classes.files} data-print="never">
          <a href={file('csv')} download>
            CSV
          </a>
          <a href={file('json')} download>
            JSON
          </a>
        </div>
      </search>
      {error !== null && (
        <Failed
          what={
            data === undefined ? 'What is proven could not be loaded.' : 'This may be out of date.'
          }
          why={error.message}
          retry={() => (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
        />
      )}
      {first === undefined && error === null && (
        <div aria-busy="true">
          <VisuallyHidden>Loading…</VisuallyHidden>
          <Skeleton height="60vh" animate={false} />
        </div>
      )}
      {data !== undefined && first !== undefined && (
        <div
          className={answered.answer}
          data-stale={isPlaceholderData}
          aria-busy={isPlaceholderData}
        >
          <Legend answer={first} />
          {first.rows.length === 0 ? (
            <Nothing isSet={values.repository !== null || values.agent !== null} />
          ) : (
            data.pages.flatMap((page) =>
              page.rows.map((row) => (
                <TrustOfRepository key={row.repository} told={row} span={page} />
              )),
            )
          )}
          {first.rows.length > 0 && (
            <p className={classes.more}>
              {query.hasNextPage && (
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => query.fetchNextPage()}
                >
                  More repositories
                </Button>
              )}
              <span className={classes.quiet} aria-live="polite">
                {countWords(shown?.length ?? 0)} of{' '}
                {plural(first.total, 'repository', 'repositories')} shown
              </span>
            </p>
          )}
        </div>
      )}
    </>
  );
}

function Legend({ answer: { range, rule, definition } }: { answer: TrustAnswer }) {
  return (
    <>
      <ul className={classes.legend}>
        {Trust.options.map((trust) => (
          <li key={trust}>
            <TrustMark trust={trust} /> <span>{meanings[trust]}</span>
          </li>
        ))}
      </ul>
      <details className={classes.how}>
        <summary>How is this decided?</summary>
        <ol>
          {rule.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>
          {range !== null && `Of changes merged ${datesWords(range.from, range.to)}. `}
          {definition.text}
        </p>
      </details>
    </>
  );
}

function Nothing({ isSet }: { isSet: boolean }) {
  return isSet ? (
    <Empty title="No changes of agents of this choice">
      These agents wrote nothing there. Choose other repositories or agents above.
    </Empty>
  ) : (
    <Empty title="Nothing to trust yet">
      Agents have written nothing here, as far as is known. As they do, each kind of work begins as
      not yet proven: at a budget of 5%, it takes about 75 changes that hold up to prove one.
      <For least="admin">
        {' '}
        <RestLink href="/welcome">Import or connect a repository</RestLink>, or say by a{' '}
        <RestLink href="/settings/rules">rule</RestLink> which accounts are agents’.
      </For>
    </Empty>
  );
}
