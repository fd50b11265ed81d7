'use client';

import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactNode, useContext, useRef, useState } from 'react';

/** Tells what came of a decision, and takes the focus from the button that is gone to an element of that id. */
type Tell = (words: string, focusId?: string) => void;

const TellContext = createContext<Tell>(() => {});

/** How a decision inside of a part tells its outcome. */
export function useTell(): Tell {
  return useContext(TellContext);
}

/** A part of a story in which people decide: it tells the outcome by a calm voice and keeps the focus. */
export function DecidedPart({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState({ words: '', turn: 0 });
  const tell: Tell = (words, focusId) => {
    // The same words twice are news again.
    setSaid(({ turn }) => ({ words, turn: turn + 1 }));
    const near = focusId === undefined ? null : document.getElementById(focusId);
    (near ?? heading.current)?.focus();
  };
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <VisuallyHidden role="status">
        <span key={said.turn}>{said.words}</span>
      </VisuallyHidden>
      <TellContext value={tell}>{children}</TellContext>
    </section>
  );
}
