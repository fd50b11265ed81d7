'use client';

import { Button } from '@mantine/core';
import { For } from '@/components/access/viewer';
import type { Foreseen } from '@/components/change/foreseen';
import classes from '@/components/change/story.module.css';
import { useDecide } from '@/components/change/use-decide';
import { Moment } from '@/components/words/moment';
import type { ToldDecision } from '@/lib/api/change';

/** What a person decided, who, when and why, and the button that takes it back. */
export function StandingDecision({
  what,
  decision,
  undoName,
  ...undo
}: {
  /** The decision as the beginning of a sentence: `Dismissed`. */
  what: string;
  decision: Pick<ToldDecision, 'reason' | 'decidedBy' | 'decidedAt'>;
  /** The button's name, in words that tell it from others. */
  undoName: string;
  send: () => Promise<unknown>;
  /** What is told once it is undone. */
  said: string;
  focusId?: string | undefined;
  foreseen?: Foreseen<void>;
}) {
  const undoing = useDecide({ ...undo, isGone: undo.foreseen !== undefined });
  return (
    <div className={classes.standing}>
      <p>
        {what} by <bdi>{decision.decidedBy}</bdi> on <Moment at={decision.decidedAt} />:{' '}
        <bdi>{decision.reason}</bdi>
      </p>
      <For least="editor">
        <Button
          variant="default"
          size="compact-sm"
          loading={undoing.isPending}
          aria-label={undoName}
          onClick={() => undoing.mutate()}
        >
          Undo
        </Button>
      </For>
      {undoing.error && undo.foreseen === undefined && (
        <p className={classes.wrong} role="alert">
          {undoing.error.message}
        </p>
      )}
    </div>
  );
}
