import type { ReactNode } from 'react';
import classes from '@/components/layout/entrance.module.css';
import { ThemeSwitch } from '@/components/layout/theme-switch';

/** What is around the pages that let in: the name alone. */
export function Entrance({ children }: { children: ReactNode }) {
  return (
    <div className={classes.entrance}>
      <header>
        <span className={classes.name}>Aftermerge</span>
        <ThemeSwitch />
      </header>
      <main id="content">{children}</main>
    </div>
  );
}
