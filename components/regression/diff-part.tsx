import story from '@/components/change/story.module.css';
import classes from '@/components/regression/regression.module.css';
import { sizeLabels } from '@/components/words/labels';
import { countWords, plural } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';

/** The shape of a change's diff: lines that came and went, and where its files lie. */
export function DiffPart({ change }: { change: ToldChange }) {
  const { additions, deletions, changedFiles, filesByArea, sizeBucket } = change;
  const hasLines = additions !== null && deletions !== null;
  if (!hasLines && changedFiles === null && filesByArea.length === 0) {
    return (
      <section>
        <h2>The diff</h2>
        <p className={story.quiet}>Its sender told neither lines nor files.</p>
      </section>
    );
  }
  return (
    <section>
      <h2>The diff</h2>
      <p>
        {sizeBucket !== 'unknown' && `A change of ${sizeLabels[sizeBucket]}`}
        {sizeBucket === 'unknown' && 'Of unknown size'}
        {changedFiles !== null && ` in ${plural(changedFiles, 'file')}`}.
      </p>
      {hasLines && (
        <Bars
          bars={[
            { name: 'Lines added', count: additions, words: `+${countWords(additions)}` },
            { name: 'Lines removed', count: deletions, words: `−${countWords(deletions)}` },
          ]}
        />
      )}
      {filesByArea.length > 0 && (
        <>
          <h3 className={story.sub}>Files by area</h3>
          <Bars
            bars={filesByArea.map(({ area, files }) => ({
              name: area ?? 'at the root',
              count: files,
              words: plural(files, 'file'),
            }))}
          />
        </>
      )}
    </section>
  );
}

function Bars({ bars }: { bars: readonly { name: string; count: number; words: string }[] }) {
  const top = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <dl className={classes.shape}>
      {bars.map(({ name, count, words }) => (
        <div key={name} className={classes.shapeRow}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.bar} style={{ width: `${(count / top) * 100}%` }} />
            </span>
            <span>{words}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
