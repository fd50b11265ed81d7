import type { ReactNode } from 'react';
import classes from '@/components/layout/page.module.css';

/** Says that there is nothing, and what would bring something. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
