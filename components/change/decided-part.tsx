'use client';

import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import classes from '@/components/change/story.module.css';

interface Teller {
  /** Tells what came of a decision, by a calm voice. */
  tell: (words: string) => void;
  /** Says why one was refused, for all to see; nothing where there are no words. */
  refuse: (words: string) => void;
  /** Takes the focus from the button that is gone to the element of that id, or to the heading. */
  focus: (id: string | undefined) => void;
}

const TellContext = createContext<Teller>({ tell: () => {}, refuse: () => {}, focus: () => {} });

/** How a decision inside of a part tells its outcome. */
export function useTell(): Teller {
  return useContext(TellContext);
}

/** A part of a story in which people decide: it tells the outcome and keeps the focus. */
export function DecidedPart({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState({ words: '', turn: 0 });
  const [refusal, setRefusal] = useState('');
  const teller: Teller = {
    // The same words twice are news again.
    tell: (words) => setSaid(({ turn }) => ({ words, turn: turn + 1 })),
    refuse: setRefusal,
    focus: (id) => {
      const near = id === undefined ? null : document.getElementById(id);
      (near ?? heading.current)?.focus();
    },
  };
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <VisuallyHidden role="status">
        <span key={said.turn}>{said.words}</span>
      </VisuallyHidden>
      {refusal !== '' && (
        <p className={classes.wrong} role="alert">
          It was not saved. {refusal}
        </p>
      )}
      <TellContext value={teller}>{children}</TellContext>
    </section>
  );
}
