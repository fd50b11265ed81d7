'use client';

import { Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask } from '@/components/ask';
import {
  movedWords,
  progressWords,
  type Reading,
  remainingWords,
} from '@/components/settings/rejudging-words';
import classes from '@/components/settings/settings.module.css';
import { Moment } from '@/components/words/moment';
import { type Rejudgement, rejudgementsQuestion } from '@/lib/api/rejudgements';

const pollMs = 1_000;
const pastAtMost = 4;

/** How far history is judged anew by the rules as they stand, and what that moved; nothing before the first time. */
export function Rejudging() {
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useQuery({
    ...ask(rejudgementsQuestion, {}),
    refetchInterval: ({ state }) => (state.data?.rejudgements.some(isGoing) ? pollMs : false),
  });
  const finished = data?.rejudgements.find(({ state }) => state === 'done')?.id;
  const [known, setKnown] = useState(finished);
  useEffect(() => {
    if (finished === known) return;
    setKnown(finished);
    client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== rejudgementsQuestion.path,
    });
  }, [client, finished, known]);
  const [newest, ...past] = data?.rejudgements ?? [];
  if (newest === undefined) return null;
  return (
    <section className={classes.panel} aria-label="Judging history anew">
      <div>
        {isGoing(newest) && <Going rejudgement={newest} atMs={dataUpdatedAt} />}
        {/* Told once it is done: progress read aloud every second would be no help. */}
        <div role="status">
          {!isGoing(newest) && (
            <>
              <strong>Done.</strong> {movedWords(newest)}
            </>
          )}
        </div>
      </div>
      <p className={classes.quiet}>
        {newest.reason}, <Moment at={newest.requestedAt} />
      </p>
      {past.length > 0 && (
        <details className={classes.quiet}>
          <summary>Earlier ones</summary>
          <ul className={classes.past}>
            {past.slice(0, pastAtMost).map((one) => (
              <li key={one.id}>
                {one.reason}, <Moment at={one.requestedAt} />. {movedWords(one)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const isGoing = ({ state }: Rejudgement) => state === 'waiting' || state === 'running';

/** The pace is taken from what is seen here: a pass that was interrupted has stood still meanwhile. */
function Going({ rejudgement, atMs }: { rejudgement: Rejudgement; atMs: number }) {
  const { id, state, done, total } = rejudgement;
  const [first, setFirst] = useState<Reading>();
  if (state === 'running' && first?.id !== id) setFirst({ id, done, atMs });
  const remaining = first?.id === id ? remainingWords(first, rejudgement, atMs) : undefined;
  return (
    <>
      <div className={classes.panelHead}>
        <strong>{progressWords(rejudgement)}</strong>
        <span className={classes.quiet}>{remaining ?? 'The pages can be read meanwhile'}</span>
      </div>
      <Progress
        mt={8}
        value={total === 0 ? 0 : (100 * done) / total}
        aria-label="Changes judged anew"
      />
    </>
  );
}
