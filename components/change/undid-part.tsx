import classes from '@/components/change/story.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { Author, changeName } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import type { ToldChange } from '@/lib/api/change';

/** The changes that a revert undid, and where an undone change landed again. */
export function UndidPart({ change }: { change: ToldChange }) {
  return (
    <>
      {change.undid.length > 0 && (
        <section>
          <h2>What it undid</h2>
          <ul className={classes.undid}>
            {change.undid.map((row) => (
              <li key={row.id}>
                <RestLink href={addressOf('/changes', row.id)}>
                  {changeName(row)} <bdi>{row.title}</bdi>
                </RestLink>{' '}
                <Author change={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {change.relandedBy !== null && (
        <section>
          <h2>It landed again</h2>
          <p>
            A later change brought it back:{' '}
            <RestLink href={addressOf('/changes', change.relandedBy)}>{change.relandedBy}</RestLink>
            . Its regression stands all the same; the new change is watched on its own.
          </p>
        </section>
      )}
    </>
  );
}
