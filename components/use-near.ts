import { useSyncExternalStore } from 'react';

/** What a reader does, before they can do anything with what is below the fold. */
const moves = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'];
/** After so long it comes anyway, for whoever reads without moving anything. */
const longestMs = 3_000;

let isNear = false;
const listeners = new Set<() => void>();

function tellNear() {
  if (isNear) return;
  isNear = true;
  for (const listener of listeners) listener();
}

/** Begins to listen with the first that asks; who is near once, is near on every page after. */
function listen(listener: () => void) {
  if (listeners.size === 0) {
    for (const move of moves) {
      window.addEventListener(move, tellNear, { once: true, passive: true });
    }
    setTimeout(tellNear, longestMs);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether the reader is near what is below the fold, so that what they see first comes alive before it. */
export function useNear(): boolean {
  return useSyncExternalStore(
    listen,
    () => isNear,
    () => false,
  );
}

/** Tells that the reader is near when the element is in sight. A ref. */
export function watchNearing(element: Element | null) {
  if (element === null) return;
  const observer = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) tellNear();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
