import Link from 'next/link';
import { AuthorshipPart } from '@/components/change/authorship-part';
import { ChangeFacts } from '@/components/change/change-facts';
import { ChangeHead } from '@/components/change/change-head';
import { RegressionPart } from '@/components/change/regression-part';
import classes from '@/components/change/story.module.css';
import { UndidPart } from '@/components/change/undid-part';
import { Timeline } from '@/components/evidence/timeline';
import { addressOf } from '@/components/words/addresses';
import { kindLabels } from '@/components/words/labels';
import type { RegressionAnswer } from '@/lib/api/regression';

/** One regression from the change over the merge to what broke, each with its evidence. */
export function RegressionStory({ regression, change }: RegressionAnswer) {
  const others = change.regressions.filter(({ id }) => id !== regression.id);
  return (
    <article>
      <ChangeHead
        change={change}
        kicker={`${kindLabels[regression.kind]} on day ${regression.day} after the merge of`}
        title={change.title}
      />
      <div className={classes.columns}>
        <div className={classes.parts}>
          <section>
            <h2>What broke</h2>
            <RegressionPart regression={regression} isLinked={false} />
          </section>
          <AuthorshipPart change={change} />
          <section>
            <h2>What happened when</h2>
            <Timeline moments={change.timeline} />
          </section>
          {others.length > 0 && (
            <section>
              <h2>Other regressions of this change</h2>
              {others.map((other) => (
                <RegressionPart key={other.id} regression={other} isLinked />
              ))}
            </section>
          )}
          <UndidPart change={change} />
          <p>
            <Link href={addressOf('/changes', change.id)}>Everything about this change</Link>
          </p>
        </div>
        <ChangeFacts change={change} />
      </div>
    </article>
  );
}
