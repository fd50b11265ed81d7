import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * Which row of a list has the focus, and the keys that move it. Keys are taken from within the list
 * alone, so that a letter typed elsewhere decides nothing.
 */
export function useListKeys({
  count,
  body,
  show,
  onKey,
}: {
  count: number;
  body: RefObject<HTMLElement | null>;
  /** Brings a row into sight. */
  show: (index: number) => void;
  /** Any other key on a row. @returns whether it means something. */
  onKey: (key: string, index: number) => boolean;
}) {
  const [chosen, setActive] = useState(0);
  /** The row that takes the focus as soon as it is drawn. */
  const wanted = useRef<number>(undefined);
  const active = Math.max(Math.min(chosen, count - 1), 0);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (row == null) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });
  const move = (index: number) => {
    const to = Math.max(Math.min(index, count - 1), 0);
    wanted.current = to;
    setActive(to);
    show(to);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, target, metaKey, ctrlKey, altKey } = event;
    if (metaKey || ctrlKey || altKey || !(target instanceof HTMLElement)) return;
    const isRow = target.dataset.index !== undefined;
    if (!isRow && (key === 'Enter' || body.current?.contains(target) !== true)) return;
    const step = steps[key];
    const ends: Readonly<Record<string, number>> = { Home: 0, End: count - 1 };
    const end = ends[key];
    if (step !== undefined) move(active + step);
    else if (end !== undefined) move(end);
    else if (!onKey(key, active)) return;
    event.preventDefault();
  };
  return { active, setActive, onKeyDown };
}
