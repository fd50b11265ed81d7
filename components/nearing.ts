/** What a reader does, before they can do anything with what is below the fold. */
const moves = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'];
/** Answers that nothing shows are kept for longer than this. */
const longestMs = 60_000;

let tellNear = () => {};
const near =
  typeof window === 'undefined'
    ? Promise.resolve()
    : new Promise<void>((resolve) => {
        tellNear = resolve;
        for (const move of moves) {
          window.addEventListener(move, () => resolve(), { once: true, passive: true });
        }
        setTimeout(resolve, longestMs);
      });

/**
 * Loads what is below the fold, which the server has drawn already, once the reader nears it: what they see
 * first comes alive before it. On the server it waits for nothing.
 */
export function onceNear<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  return () => near.then(load);
}

/** Tells that the reader is near when the element is in sight or about to be. A ref. */
export function watchNearing(element: Element | null) {
  if (element === null) return;
  const observer = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) tellNear();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
