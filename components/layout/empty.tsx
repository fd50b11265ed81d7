import type { ReactNode } from 'react';
import classes from '@/components/layout/page.module.css';

/** Says that there is nothing, and what would bring something. */
export function Empty({
  title,
  heading: Heading = 'h2',
  children,
}: {
  title: string;
  /** `h1` where nothing else is on the page. */
  heading?: 'h1' | 'h2';
  children: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <Heading>{title}</Heading>
      <p>{children}</p>
    </div>
  );
}
