'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import classes from '@/components/welcome/welcome.module.css';

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
  const [said, setSaid] = useState('Copy');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Select it and copy by hand');
    }
  };
  return (
    <div className={classes.line}>
      <pre className={classes.code}>
        <code>{isHidden ? '•'.repeat(24) : text}</code>
      </pre>
      <Button variant="default" size="compact-sm" aria-label={`Copy ${name}`} onClick={copy}>
        <span aria-live="polite">{said}</span>
      </Button>
    </div>
  );
}
