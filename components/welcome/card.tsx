import { type ReactNode, useId } from 'react';
import classes from '@/components/welcome/welcome.module.css';

/** One way in: its name, what it brings, and how. */
export function Card({
  title,
  lead,
  children,
}: {
  title: string;
  lead: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={classes.lead}>{lead}</p>
      {children}
    </section>
  );
}
