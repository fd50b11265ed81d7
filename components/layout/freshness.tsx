'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import classes from '@/components/layout/shell.module.css';
import { dateWords } from '@/components/words/dates';
import { type StatusAnswer, statusQuestion } from '@/lib/api/status';

/** Up to when the data is known to be complete, and how many repositories lag behind that. */
export function Freshness() {
  const { data, error } = useQuery(ask(statusQuestion, {}));
  if (data === undefined) {
    return error === null ? null : <span className={classes.freshness}>Server not reached</span>;
  }
  const words = freshnessWords(data);
  if (words === undefined) return null;
  return (
    <span className={classes.freshness} title="Days in UTC. Numbers never look past this day.">
      {words}
    </span>
  );
}

function freshnessWords({ repositories }: StatusAnswer): string | undefined {
  const dates = repositories.flatMap(({ asOf }) => (asOf === null ? [] : [asOf]));
  const newest = dates.toSorted().at(-1);
  if (newest === undefined) return undefined;
  const behind = dates.filter((date) => date < newest).length;
  const lag = behind === 0 ? '' : `, ${behind} of ${dates.length} repositories behind`;
  return `Data complete to ${dateWords(newest)}${lag}`;
}
