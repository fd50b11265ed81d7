import type { ReactNode } from 'react';
import classes from '@/components/change/story.module.css';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { countWords, plural } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';

/** The shape of a change in figures, beside its story. */
export function ChangeFacts({ change }: { change: ToldChange }) {
  return (
    <aside aria-label="Facts" className={classes.facts}>
      <dl>
        <Fact name="Opened by">{change.authorName ?? change.authorLogin}</Fact>
        <Fact name="Kind of work">{workLabels[change.kindOfWork]}</Fact>
        <Fact name="Size">{diffWords(change)}</Fact>
        <Fact name="Areas">{change.areas.join(', ')}</Fact>
        <Fact name="Branch">{change.branch}</Fact>
        <Fact name="Labels">{change.labels.join(', ')}</Fact>
        <Fact name="Merged as">
          {change.mergeSha === null ? null : <code>{change.mergeSha.slice(0, 10)}</code>}
        </Fact>
        <Fact name="Watched for">
          {change.followUpDays === null ? null : plural(change.followUpDays, 'day')}
        </Fact>
      </dl>
      {change.body !== null && change.body.trim() !== '' && (
        <details>
          <summary>Description</summary>
          <div className={classes.body} data-print="whole" dir="auto">
            {change.body}
          </div>
        </details>
      )}
    </aside>
  );
}

/** A name with its value; nothing at all where there is no value. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function diffWords(change: ToldChange): string {
  const { additions, deletions, changedFiles, sizeBucket } = change;
  const lines =
    additions === null && deletions === null
      ? sizeLabels[sizeBucket]
      : `+${countWords(additions ?? 0)} −${countWords(deletions ?? 0)} lines`;
  return changedFiles === null ? lines : `${lines} in ${plural(changedFiles, 'file')}`;
}
