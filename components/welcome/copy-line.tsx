'use client';

import { Button } from '@mantine/core';
import { useCopy } from '@/components/layout/use-copy';
import classes from '@/components/welcome/welcome.module.css';

const outcomes = { copied: 'Copied', refused: 'Select it and copy by hand' };

/** A text to take elsewhere, with a button that copies it. */
export function CopyLine({
  name,
  text,
  isHidden = false,
}: {
  name: string;
  text: string;
  isHidden?: boolean;
}) {
  const { copied, copy } = useCopy();
  return (
    <div className={classes.line}>
      <pre className={classes.code}>
        <code>{isHidden ? '•'.repeat(24) : text}</code>
      </pre>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Copy ${name}`}
        onClick={() => copy(text)}
      >
        <span aria-live="polite">{copied === undefined ? 'Copy' : outcomes[copied]}</span>
      </Button>
    </div>
  );
}
