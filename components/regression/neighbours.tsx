'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '@/components/ask';
import {
  linkToList,
  linkToListed,
  type RegressionsParams,
} from '@/components/filters/filter-params';
import { RestLink } from '@/components/layout/rest-link';
import { useGo } from '@/components/layout/use-go';
import classes from '@/components/regression/neighbours.module.css';
import { neighboursAsk } from '@/components/regression/neighbours-ask';
import { countWords } from '@/components/words/rates';
import { neighboursQuestion } from '@/lib/api/regressions';

/** Where a regression stands in the list that it was opened from, and the ways to those beside it. */
export function Neighbours({ id, values }: { id: string; values: RegressionsParams }) {
  const { data } = useQuery(ask(neighboursQuestion, neighboursAsk(id, values)));
  const { go, sign } = useGo();
  const hrefOf = (one: string | null | undefined) =>
    one == null ? undefined : linkToListed(one, values);
  const [previous, next] = [hrefOf(data?.previous), hrefOf(data?.next)];
  useEffect(() => {
    const onKey = ({ key, target, metaKey, ctrlKey, altKey }: KeyboardEvent) => {
      if (metaKey || ctrlKey || altKey || isTyped(target)) return;
      const to = key === 'j' ? next : key === 'k' ? previous : undefined;
      if (to !== undefined) go(to);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [next, previous, go]);
  return (
    <nav className={classes.bar} aria-label="The list">
      <RestLink href={linkToList(values)}>The list</RestLink>
      <span className={classes.place}>{data === undefined ? ' ' : placeWords(data)}</span>
      <Way href={previous} shortcut="k">
        ← previous
      </Way>
      <Way href={next} shortcut="j">
        next →
      </Way>
      {sign}
    </nav>
  );
}

function Way({
  href,
  shortcut,
  children,
}: {
  href: string | undefined;
  shortcut: string;
  children: string;
}) {
  if (href === undefined) return <span className={classes.none}>{children}</span>;
  return (
    <RestLink href={href} aria-keyshortcuts={shortcut}>
      {children}
    </RestLink>
  );
}

/** A letter is a key of the page only where it is not typed into something, or over a dialog. */
function isTyped(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}

function placeWords({ place, total }: { place: number | null; total: number }): string {
  if (place === null) return 'in the list no more';
  return `${countWords(place)} of ${countWords(total)}`;
}
