'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { ask } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { PageHead } from '@/components/layout/page-head';
import { RestLink } from '@/components/layout/rest-link';
import { useCopy } from '@/components/layout/use-copy';
import classes from '@/components/weekly/weekly.module.css';
import { weeklyParams } from '@/components/weekly/weekly-params';
import {
  mergedWords,
  regressedWords,
  titleWords,
  weeklyMarkdown,
} from '@/components/weekly/weekly-words';
import { addressOf } from '@/components/words/addresses';
import { authorsPhrase, kindLabels } from '@/components/words/labels';
import { type WeeklyAnswer, weeklyQuestion } from '@/lib/api/weekly';
import { addDays } from '@/lib/domain/day';

/** One week, made to be pasted into a document. */
export function Weekly() {
  const [values, setValues] = useQueryStates(weeklyParams, { history: 'push' });
  const query = useQuery(ask(weeklyQuestion, asAsk(weeklyQuestion.ask, values)));
  const week = query.data?.week;
  return (
    <div className={classes.weekly}>
      <PageHead title={query.data === undefined ? 'The week' : titleWords(query.data)}>
        {week != null && (
          <>
            <button
              type="button"
              className={classes.step}
              onClick={() => setValues({ week: addDays(week.from, -7) })}
            >
              The week before
            </button>
            <button
              type="button"
              className={classes.step}
              onClick={() => setValues({ week: addDays(week.from, 7) })}
            >
              The week after
            </button>
          </>
        )}
      </PageHead>
      <Answered query={query} what="The week" height="20rem">
        {(answer) => <Told answer={answer} />}
      </Answered>
    </div>
  );
}

function Told({ answer }: { answer: WeeklyAnswer }) {
  const { copied, copy } = useCopy();
  const markdown = () =>
    weeklyMarkdown(answer, (id) => `${location.origin}${addressOf('/regressions', id)}`);
  return (
    <article className={classes.told}>
      <p className={classes.sentence}>{answer.sentence}</p>
      <p>{mergedWords(answer)}</p>
      <ul>
        {regressedWords(answer).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {answer.newest.length > 0 && (
        <>
          <h2>What came to light</h2>
          <ul>
            {answer.newest.map(({ id, title, kind, authorship, agent }) => (
              <li key={id}>
                <RestLink href={addressOf('/regressions', id)} dir="auto">
                  {title}
                </RestLink>
                : {kindLabels[kind].toLowerCase()}, by {agent ?? authorsPhrase[authorship]}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.actions} data-print="never">
        <Button variant="default" size="compact-sm" onClick={() => copy(markdown())}>
          Copy as Markdown
        </Button>{' '}
        <Button variant="default" size="compact-sm" onClick={() => window.print()}>
          Print
        </Button>{' '}
        <span aria-live="polite">{copied === 'copied' && 'Copied.'}</span>
      </p>
      {copied === 'refused' && (
        <div role="alert">
          <p>This browser does not let pages copy here. Select it and copy by hand:</p>
          <pre className={classes.markdown}>{markdown()}</pre>
        </div>
      )}
    </article>
  );
}
