import { type MouseEvent, useRef, useState } from 'react';
import type { MouseHandlerDataParam } from 'recharts';
import type { TrendRow } from '@/components/charts/trend-marks';

/** Two places of the axis, in the order in which they were pointed at. */
interface Drag {
  start: number;
  end: number;
}

/**
 * Dragging across periods of a chart: what is dragged over so far, and the handlers of the chart. It ends
 * wherever the button is let go; one period alone is a click.
 */
export function useZoom(
  rows: readonly TrendRow[],
  onZoom: ((from: string, to: string) => void) | undefined,
) {
  const [drag, setDrag] = useState<Drag>();
  // What the mouse is let go over is asked outside of rendering.
  const latest = useRef<Drag>(undefined);
  const put = (next: Drag | undefined) => {
    latest.current = next;
    setDrag(next);
  };
  const end = () => {
    const [first, last] = rowsOf(rows, latest.current);
    put(undefined);
    if (first !== undefined && last !== undefined && first !== last) onZoom?.(first.from, last.to);
  };
  return {
    drag: drag === undefined || drag.start === drag.end ? undefined : drag,
    onMouseDown: ({ activeLabel }: MouseHandlerDataParam, { button }: MouseEvent) => {
      if (onZoom === undefined || button !== 0 || typeof activeLabel !== 'number') return;
      put({ start: activeLabel, end: activeLabel });
      window.addEventListener('mouseup', end, { once: true });
    },
    onMouseMove: ({ activeLabel }: MouseHandlerDataParam) => {
      if (latest.current === undefined || typeof activeLabel !== 'number') return;
      put({ ...latest.current, end: activeLabel });
    },
  };
}

function rowsOf(rows: readonly TrendRow[], drag: Drag | undefined) {
  if (drag === undefined) return [];
  const ends = [drag.start, drag.end].toSorted((a, b) => a - b);
  return ends.map((at) => rows.find((row) => row.at === at));
}
