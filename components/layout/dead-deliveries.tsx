'use client';

import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import classes from '@/components/layout/shell.module.css';
import { plural } from '@/components/words/rates';
import { statusQuestion } from '@/lib/api/status';

/** More would not fit beside the ways. */
const shownAtMost = 99;

/** How many deliveries could not be applied, beside the way that leads to them; nothing where all were. */
export function DeadDeliveries() {
  const mayLook = useMay('admin');
  const { data } = useQuery(ask(statusQuestion, {}));
  const dead = data?.deadDeliveries ?? 0;
  if (dead === 0 || !mayLook) return null;
  const words = plural(dead, 'dead delivery', 'dead deliveries');
  return (
    <>
      <span className={classes.badge} aria-hidden="true" title={words}>
        {dead > shownAtMost ? `${shownAtMost}+` : dead}
      </span>
      <VisuallyHidden>, {words}</VisuallyHidden>
    </>
  );
}
