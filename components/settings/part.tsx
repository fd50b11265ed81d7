import { type ReactNode, useId } from 'react';
import classes from '@/components/settings/settings.module.css';

/** A part of a page of settings: its name, what it is for, and what it holds. */
export function Part({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {children}
    </section>
  );
}
