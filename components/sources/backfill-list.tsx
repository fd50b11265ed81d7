import classes from '@/components/sources/sources.module.css';
import { Moment } from '@/components/words/moment';
import { countWords } from '@/components/words/rates';
import type { ToldBackfill } from '@/lib/api/sources';

const stateWords: Record<ToldBackfill['state'], string> = {
  running: 'being read',
  waiting: 'waiting for the host’s rate limit',
  done: 'read',
  failed: 'failed; run it again to go on',
};

/** The histories that are or were read from hosts' APIs, and how far they are. */
export function BackfillList({ backfills }: { backfills: readonly ToldBackfill[] }) {
  return (
    <dl className={classes.facts}>
      {backfills.map(({ repository, state, done, total, error, updatedAt }) => (
        <div key={repository} className={classes.backfill}>
          <dt>
            <bdi>{repository}</bdi>
          </dt>
          <dd>
            {countWords(done)} of about {countWords(Math.max(total, done))}, {stateWords[state]},{' '}
            <Moment at={updatedAt} />
            {error !== null && `: ${error}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
