import { AuthorshipPart } from '@/components/change/authorship-part';
import { ChangeFacts } from '@/components/change/change-facts';
import { ChangeHead } from '@/components/change/change-head';
import { CommitsPart } from '@/components/change/commits-part';
import { RegressionPart } from '@/components/change/regression-part';
import classes from '@/components/change/story.module.css';
import { UndidPart } from '@/components/change/undid-part';
import { Timeline } from '@/components/evidence/timeline';
import { plural } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';

/** One change: what it is, who wrote it and why we think so, and what came of it. */
export function ChangeStory({ change }: { change: ToldChange }) {
  return (
    <article>
      <ChangeHead change={change} kicker={kicker(change)} title={change.title} />
      <div className={classes.columns}>
        <div className={classes.parts}>
          <AuthorshipPart change={change} />
          <section>
            <h2>What came of it</h2>
            {change.regressions.length === 0 && <p>{nothingCame(change)}</p>}
            {change.regressions.map((regression) => (
              <RegressionPart key={regression.id} regression={regression} isLinked />
            ))}
          </section>
          <UndidPart change={change} />
          <section>
            <h2>What happened when</h2>
            <Timeline moments={change.timeline} />
          </section>
          <CommitsPart change={change} />
        </div>
        <ChangeFacts change={change} />
      </div>
    </article>
  );
}

function kicker({ standing, outcome, exposed }: ToldChange): string {
  if (standing === 'revert') return 'A revert: it undoes other changes and is not counted as one';
  if (outcome === 'open') return 'An open change: it counts once it is merged';
  if (outcome === 'closed') return 'A change closed without merging: it is not counted';
  const what = standing === 'reapply' ? 'A change that lands another again' : 'A merged change';
  return exposed ? what : `${what}, not counted`;
}

function nothingCame({ outcome, followUpDays }: ToldChange): string {
  if (outcome !== 'merged') return 'Nothing yet: it is not merged.';
  if (followUpDays === null || followUpDays === 0) {
    return 'No regression known; it has been watched for less than a whole day.';
  }
  return `No regression known, watched for ${plural(followUpDays, 'day')} after the merge.`;
}
