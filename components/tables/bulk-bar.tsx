import { Button } from '@mantine/core';
import classes from '@/components/tables/bulk-bar.module.css';
import type { Decided, useDecideMany } from '@/components/tables/use-decide-many';
import { failureModeLabels } from '@/components/words/labels';
import { plural } from '@/components/words/rates';
import { mostDecided } from '@/lib/api/decision';

/** What can be done with the rows that are chosen, and what was done last with the way back. */
export function BulkBar({
  count,
  deciding: { decide, classify, undo, decided, forget },
  onConfirm,
  onDismiss,
  onClassify,
  onClear,
}: {
  count: number;
  deciding: ReturnType<typeof useDecideMany>;
  onConfirm: () => void;
  onDismiss: () => void;
  onClassify: () => void;
  onClear: () => void;
}) {
  const wrong = decide.error ?? classify.error ?? undo.error;
  const isShown = count > 0 || decided !== undefined || wrong !== null;
  return (
    <div className={classes.place} data-shown={isShown} data-print="never">
      {count > 0 && (
        <div className={classes.bar} role="toolbar" aria-label="Decide on those selected">
          <strong>{count} selected</strong>
          {count > mostDecided && <span>Decide on at most {mostDecided} at once.</span>}
          <Button
            size="compact-sm"
            loading={decide.isPending}
            disabled={count > mostDecided}
            onClick={onConfirm}
          >
            Confirm
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={count > mostDecided}
            onClick={onDismiss}
          >
            Dismiss …
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            loading={classify.isPending}
            disabled={count > mostDecided}
            onClick={onClassify}
          >
            Why it broke …
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
      <div role="status" className={classes.said}>
        {decided !== undefined && (
          <p className={classes.bar}>
            <span>{wordsOf(decided)}</span>
            {decided.ids.length > 0 && (
              <Button
                variant="default"
                size="compact-sm"
                loading={undo.isPending}
                onClick={() => undo.mutate(decided)}
              >
                Undo
              </Button>
            )}
            <Button variant="subtle" size="compact-sm" onClick={forget}>
              Close
            </Button>
          </p>
        )}
      </div>
      {wrong !== null && (
        <p className={classes.bar} role="alert">
          It was not saved. {wrong.message}
        </p>
      )}
    </div>
  );
}

function wordsOf(decided: Decided): string {
  const { left } = decided;
  if (left === 0) return doneWords(decided);
  return `${doneWords(decided)} ${left === 1 ? 'One was' : `${left} were`} decided on before and left so.`;
}

function doneWords({ what, ids }: Decided): string {
  const all = plural(ids.length, 'regression');
  if (what === 'confirmed') return `Confirmed ${all}.`;
  if (what === 'dismissed') return `Dismissed ${all}.`;
  return `Said why of ${all}: ${failureModeLabels[what]}.`;
}
