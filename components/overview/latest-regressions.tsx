'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ask } from '@/components/ask';
import { linkTo } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { latestAsk } from '@/components/overview/latest-ask';
import classes from '@/components/overview/overview.module.css';
import { Author, Status } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import { kindLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import { countWords } from '@/components/words/rates';
import { regressionsQuestion } from '@/lib/api/regressions';
import type { RegressionRow } from '@/lib/api/rows';
import type { Filter } from '@/lib/domain/filter';

/** The newest regressions that the numbers count. */
export function LatestRegressions({ filter }: { filter: Filter }) {
  const query = useQuery(ask(regressionsQuestion, latestAsk(filter)));
  return (
    <aside className={classes.latest} aria-label="Latest regressions">
      <h2>Latest regressions</h2>
      <Answered query={query} what="The list of regressions" height="380px">
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className={classes.none}>
              None found among these changes. Reverts, rollbacks, incidents, hotfixes and reports
              appear here as they arrive.
            </p>
          ) : (
            <>
              <ol className={classes.items}>
                {rows.map((row) => (
                  <Item key={row.id} row={row} />
                ))}
              </ol>
              <Link href={linkTo('/regressions', filter)}>All {countWords(total)}</Link>
            </>
          )
        }
      </Answered>
    </aside>
  );
}

function Item({ row }: { row: RegressionRow }) {
  return (
    <li>
      <Link className={classes.itemTitle ?? ''} href={addressOf('/regressions', row.id)} dir="auto">
        {row.change.title}
      </Link>
      <div className={classes.itemFacts}>
        <span>
          {kindLabels[row.kind]} on day {row.day}
        </span>
        {row.status !== 'confirmed' && <Status status={row.status} />}
        <Author change={row.change} />
        <Moment at={row.regressedAt} dateOnly />
      </div>
    </li>
  );
}
