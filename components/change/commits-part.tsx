import classes from '@/components/change/story.module.css';
import { LinkOut } from '@/components/tables/cells';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';

/** The commits of a change, where they are known. */
export function CommitsPart({ change }: { change: ToldChange }) {
  if (change.commits.length === 0) return null;
  return (
    <section>
      <details>
        <summary>
          <h2 className={classes.inline}>{plural(change.commits.length, 'commit')}</h2>
        </summary>
        <ul className={classes.commits}>
          {change.commits.map((commit) => (
            <li key={commit.sha}>
              <LinkOut url={commit.url}>
                <code>{commit.sha.slice(0, 10)}</code>
              </LinkOut>{' '}
              <bdi>{commit.title}</bdi>{' '}
              <span className={classes.quiet}>
                <bdi>{commit.authorName ?? 'unknown'}</bdi>, <Moment at={commit.committedAt} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
