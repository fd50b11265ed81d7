'use client';

import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useMay } from '@/components/access/viewer';
import classes from '@/components/change/story.module.css';

/** How a form that was opened is closed again. */
export interface Closing {
  close: () => void;
  /** Closes it and gives the focus back to the button that opened it. */
  cancel: () => void;
}

interface Opener {
  label: string;
  /** The button's name, where several of that label stand on a page. */
  name?: string;
  form: (closing: Closing) => ReactNode;
}

/**
 * Buttons that each open a form in their place, one at a time; `children` are buttons before them,
 * `last` is one behind. All of them decide something, so that only those who may see them.
 */
export function FormOpeners({
  openers,
  children,
  last,
}: {
  openers: readonly Opener[];
  children?: ReactNode;
  last?: ReactNode;
}) {
  const mayDecide = useMay('editor');
  const [opened, setOpened] = useState<string>();
  const row = useRef<HTMLDivElement>(null);
  const close = () => setOpened(undefined);
  const cancel = () => {
    row.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    close();
  };
  if (!mayDecide) return null;
  return (
    <>
      <div className={classes.buttons} ref={row}>
        {children}
        {openers.map(({ label, name }) => (
          <Button
            key={label}
            variant="default"
            size="compact-sm"
            aria-label={name}
            aria-expanded={opened === label}
            onClick={() => setOpened(opened === label ? undefined : label)}
          >
            {label}
          </Button>
        ))}
        {last}
      </div>
      {openers.find(({ label }) => label === opened)?.form({ close, cancel })}
    </>
  );
}
