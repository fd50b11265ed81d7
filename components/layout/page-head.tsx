import type { ReactNode } from 'react';
import classes from '@/components/layout/page.module.css';

/** The title of a page, and the ways from it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className={classes.head}>
      <h1>{title}</h1>
      <div className={classes.ways} data-print="never">
        {children}
      </div>
    </header>
  );
}
