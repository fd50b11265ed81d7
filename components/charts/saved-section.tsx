'use client';

import { type ReactNode, useId, useRef } from 'react';
import classes from '@/components/charts/chart-frame.module.css';
import { SaveMenu } from '@/components/charts/save-menu';
import type { Line } from '@/components/charts/table-csv';

/** A part of a page without a picture: its heading, what it says, and the menu that saves its table and answer. */
export function SavedSection({
  title,
  says,
  className,
  answer,
  lines,
  children,
}: {
  title: string;
  says?: ReactNode;
  className?: string | undefined;
  /** What the part shows; undefined while it is not known. */
  answer: unknown;
  /** The lines of its file, where it shows no table. */
  lines?: readonly Line[] | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  return (
    <section aria-labelledby={id} className={className} ref={frame}>
      <header className={classes.header}>
        <div>
          <h2 id={id}>{title}</h2>
          {says !== undefined && <p className={classes.subtitle}>{says}</p>}
        </div>
        <div className={classes.controls}>
          <SaveMenu frame={frame} name={title} answer={answer} lines={lines} hasPicture={false} />
        </div>
      </header>
      <div data-table>{children}</div>
    </section>
  );
}
