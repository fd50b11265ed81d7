'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import { Refused } from '@/components/layout/refused';
import classes from '@/components/layout/removals.module.css';
import { type Removal, UndoAnswer, undoPath } from '@/lib/api/undo';

interface Removed {
  /** What is gone, as a sentence: `“Suspected” is removed.` */
  told: string;
  undo: string;
  /** What else it takes to show it again. */
  onBack?: (() => void) | undefined;
}

interface Told {
  removed?: Removed;
  refused?: Error;
}

const Context = createContext<(told: Told) => void>(() => {});

/** Has whatever is below remove things with one click, and tells of the last with the way back. */
export function Removals({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<Told>({});
  return (
    <Context value={setTold}>
      {children}
      <div role="status" className={classes.place}>
        {told.removed && (
          <Back key={told.removed.undo} {...told.removed} onClose={() => setTold({})} />
        )}
      </div>
      {told.refused && (
        <div className={classes.place}>
          <div className={classes.bar}>
            <Refused what="It was not removed." error={told.refused} />
            <Button variant="subtle" size="compact-sm" onClick={() => setTold({})}>
              Close
            </Button>
          </div>
        </div>
      )}
    </Context>
  );
}

function Back({ told, undo, onBack, onClose }: Removed & { onClose: () => void }) {
  const client = useQueryClient();
  const bar = useRef<HTMLDivElement>(null);
  // The button that had the focus went with what was removed.
  useEffect(() => bar.current?.focus(), []);
  const undoing = useMutation({
    mutationFn: () => sendRequest('POST', undoPath, UndoAnswer, { undo }),
    onSuccess: () => {
      onBack?.();
      onClose();
    },
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <div ref={bar} tabIndex={-1} className={classes.bar}>
      <bdi>{told}</bdi>
      <Button
        variant="default"
        size="compact-sm"
        loading={undoing.isPending}
        onClick={() => undoing.mutate()}
      >
        Undo
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={onClose}>
        Close
      </Button>
      <Refused what="It was not put back." error={undoing.error} />
    </div>
  );
}

/**
 * A removal that can be sent: what it leaves of the answers to a question is shown at once, and all as it
 * was where the server refuses.
 */
export function useRemove<Answer>({
  told,
  send,
  path,
  without,
  onGone,
  onBack,
}: Pick<Removed, 'told' | 'onBack'> & {
  send: () => Promise<Removal>;
  /** The question whose answers it is in. */
  path: string;
  /** An answer as it is without it. */
  without: (answer: Answer) => Answer;
  /** What else it takes to show it no more. */
  onGone?: () => void;
}) {
  const client = useQueryClient();
  const tell = useContext(Context);
  const queryKey = [path];
  return useMutation({
    mutationFn: send,
    onMutate: async () => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData({ queryKey });
      client.setQueriesData<Answer>({ queryKey }, (answer) => answer && without(answer));
      tell({});
      onGone?.();
      return before;
    },
    onError: (refused, _, before) => {
      for (const [key, data] of before ?? []) client.setQueryData(key, data);
      onBack?.();
      tell({ refused });
    },
    onSuccess: ({ undo }) => tell({ removed: { told, undo, onBack } }),
    onSettled: () => client.invalidateQueries(),
  });
}
