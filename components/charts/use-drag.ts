import { type MouseEvent, useRef, useState } from 'react';
import type { MouseHandlerDataParam } from 'recharts';

/** A value of the axis and where it is drawn, in pixels. */
export interface Place {
  at: number;
  x: number;
}

interface Drag {
  from: Place;
  to: Place;
}

/**
 * Dragging along the axis of a chart: what is dragged over so far, from left to right, and the handlers of the
 * chart. It ends wherever the button is let go; one place alone is a click.
 */
export function useDrag(onDrag: ((from: number, to: number) => void) | undefined) {
  const [drag, setDrag] = useState<Drag>();
  // What the mouse is let go over is asked outside of rendering.
  const latest = useRef<Drag>(undefined);
  const put = (next: Drag | undefined) => {
    latest.current = next;
    setDrag(next);
  };
  const end = () => {
    const dragged = latest.current && inOrder(latest.current);
    put(undefined);
    if (dragged !== undefined) onDrag?.(dragged.from.at, dragged.to.at);
  };
  return {
    drag: drag && inOrder(drag),
    onMouseDown: (over: MouseHandlerDataParam, { button }: MouseEvent) => {
      const from = placeOf(over);
      if (onDrag === undefined || button !== 0 || from === undefined) return;
      put({ from, to: from });
      window.addEventListener('mouseup', end, { once: true });
    },
    onMouseMove: (over: MouseHandlerDataParam) => {
      const to = placeOf(over);
      if (latest.current !== undefined && to !== undefined) put({ ...latest.current, to });
    },
  };
}

function inOrder({ from, to }: Drag): Drag | undefined {
  if (from.at === to.at) return undefined;
  return from.at < to.at ? { from, to } : { from: to, to: from };
}

/** The row that is nearest to a mouse or a thumb; nothing where it is beside them all. */
export function placeOf({ activeLabel, activeCoordinate }: MouseHandlerDataParam) {
  if (typeof activeLabel !== 'number' || activeCoordinate === undefined) return undefined;
  return { at: activeLabel, x: activeCoordinate.x };
}
