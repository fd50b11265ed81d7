import { useState } from 'react';
import type { FilterParams } from '@/components/filters/filter-params';

type Span = Pick<FilterParams, 'from' | 'to'>;

/**
 * Zooming of the time in the filter: closer to two dates, and out again to what was seen before, or to
 * what is seen unasked where the page was opened close. There is no way out where nobody zoomed: no
 * preset has a last day.
 */
export function useTimeZoom(
  { from, to }: Span,
  onChange: (span: Span) => void,
): { zoom: (from: string, to: string) => void; zoomOut: (() => void) | undefined } {
  const [wider, setWider] = useState<Span[]>([]);
  return {
    zoom: (first, last) => {
      setWider([...wider, { from, to }]);
      onChange({ from: first, to: last });
    },
    zoomOut:
      to === null
        ? undefined
        : () => {
            setWider(wider.slice(0, -1));
            onChange(wider.at(-1) ?? { from: null, to: null });
          },
  };
}
