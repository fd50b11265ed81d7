import classes from '@/components/change/story.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { Author, changeName, LinkOut } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import { Moment } from '@/components/words/moment';
import type { ToldChange } from '@/lib/api/change';

/** The heading of a story: what it is, its title, and the change in one line. */
export function ChangeHead({
  change,
  kicker,
  title,
}: {
  change: ToldChange;
  kicker: string;
  title: string;
}) {
  return (
    <header className={classes.head}>
      <p className={classes.kicker}>{kicker}</p>
      <h1 dir="auto">{title}</h1>
      <p className={classes.line}>
        <span>
          <LinkOut url={change.repositoryUrl}>
            <bdi>{change.repository}</bdi>
          </LinkOut>{' '}
          <LinkOut url={change.url}>{changeName(change)}</LinkOut>
        </span>
        <Author change={change} />
        {change.mergedAt !== null && (
          <span>
            merged <Moment at={change.mergedAt} />
          </span>
        )}
        {change.sample && <strong>sample data</strong>}
      </p>
      {change.backportOf !== null && (
        <p>
          It repeats{' '}
          <RestLink href={addressOf('/changes', change.backportOf.id)}>
            {changeName(change.backportOf)} <bdi>{change.backportOf.title}</bdi>
          </RestLink>{' '}
          on another branch, and is counted there.
        </p>
      )}
    </header>
  );
}
