'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { AuthorshipPart } from '@/components/change/authorship-part';
import { ChangeFacts } from '@/components/change/change-facts';
import { ChangeHead } from '@/components/change/change-head';
import { CommitsPart } from '@/components/change/commits-part';
import { RegressionsPart } from '@/components/change/regressions-part';
import classes from '@/components/change/story.module.css';
import { UndidPart } from '@/components/change/undid-part';
import { Timeline } from '@/components/evidence/timeline';
import { Answered } from '@/components/layout/answered';
import { changeQuestion, type ToldChange } from '@/lib/api/change';

/** One change: what it is, who wrote it and why we think so, and what came of it. */
export function ChangeStory({ id }: { id: string }) {
  const query = useQuery(ask(changeQuestion, { id }));
  return (
    <Answered query={query} what="This change" height="40rem">
      {(change) => (
        <article>
          <ChangeHead
            change={change}
            kicker={kicker(change)}
            title={change.title}
            told={{ question: 'change', id }}
          />
          <div className={classes.columns}>
            <div className={classes.parts}>
              <AuthorshipPart change={change} />
              <RegressionsPart change={change} />
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
      )}
    </Answered>
  );
}

function kicker({ standing, outcome, exposed }: ToldChange): string {
  if (standing === 'revert') return 'A revert: it undoes other changes and is not counted as one';
  if (outcome === 'open') return 'An open change: it counts once it is merged';
  if (outcome === 'closed') return 'A change closed without merging: it is not counted';
  const what = standing === 'reapply' ? 'A change that lands another again' : 'A merged change';
  return exposed ? what : `${what}, not counted`;
}
