import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useIsPrinted } from '@/components/tables/use-is-printed';

/** About as high as a row of two lines, in pixels; rows are measured once they are drawn. */
const rowHeight = 64;
/** What the server draws before it knows the window. */
const firstWindow = { width: 1440, height: 1_000 };
/** So many rows before the end of those that are loaded, more are asked for. */
const nearEnd = 12;
/** Room that is covered at the edges of the window: the heads above, the bar of decisions below. */
const covered = { scrollPaddingStart: 48, scrollPaddingEnd: 88 };

/** Which rows of a list are in sight of the window, and the room that the others take. On paper all are. */
export function useVirtualRows(rows: readonly { id: string }[], onNearEnd: () => void) {
  const isPrinted = useIsPrinted();
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  // What stands above the rows may grow and shrink at every render; less than a row is of no matter.
  useLayoutEffect(() => {
    const top = Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    setScrollMargin((known) => (Math.abs(known - top) < rowHeight / 2 ? known : top));
  });
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    initialRect: firstWindow,
    overscan: 8,
    scrollMargin,
    ...covered,
  });
  const shown = virtualizer.getVirtualItems();
  const isNearEnd = (shown.at(-1)?.index ?? 0) >= rows.length - nearEnd;
  const count = rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again only once more rows came
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, count]);
  const ways = {
    body,
    measure: virtualizer.measureElement,
    /** Scrolls no further than a row needs to be in sight. */
    show: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
  if (isPrinted) return { ...ways, shown: rows.map((_, index) => ({ index })), padding: {} };
  return {
    ...ways,
    shown,
    padding: {
      paddingTop: (shown[0]?.start ?? scrollMargin) - scrollMargin,
      paddingBottom:
        virtualizer.getTotalSize() - (shown.at(-1)?.end ?? scrollMargin) + scrollMargin,
    },
  };
}
