import classes from '@/components/change/story.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { Author, changeName, LinkOut } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import { Moment } from '@/components/words/moment';
import { changeQuestion, type ToldChange } from '@/lib/api/change';
import { toSearch } from '@/lib/api/question';
import { regressionQuestion } from '@/lib/api/regression';

const paths = { change: changeQuestion.path, regression: regressionQuestion.path };

/** The heading of a story: what it is, its title, and the change in one line. */
export function ChangeHead({
  change,
  kicker,
  title,
  told,
}: {
  change: ToldChange;
  kicker: string;
  title: string;
  /** What the story is of, as the API tells it. */
  told: { question: keyof typeof paths; id: string };
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
        <a
          href={`${paths[told.question]}?${toSearch({ id: told.id })}`}
          download={`aftermerge-${told.question}.json`}
        >
          JSON
        </a>
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
