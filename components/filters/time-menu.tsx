'use client';

import { FilterMenu } from '@/components/filters/filter-menu';
import type { FilterParams } from '@/components/filters/filter-params';
import { spanWords } from '@/components/filters/time-presets';
import { useKnown } from '@/components/filters/use-known';
import { later } from '@/components/later';

export type Span = Pick<FilterParams, 'from' | 'to'>;

const TimeChoices = later(
  async () => (await import('@/components/filters/time-choices')).TimeChoices,
);

/** When the changes were merged, or what else is listed came to be: a preset, or two dates. */
export function TimeMenu({
  span,
  onChange,
  label = 'Merged',
  what = 'When the changes were merged',
}: {
  span: Span;
  onChange: (span: Span) => void;
  label?: string;
  what?: string;
}) {
  const known = useKnown();
  return (
    <FilterMenu
      label={label}
      value={spanWords(span, known)}
      isSet={span.from !== null || span.to !== null}
      load={TimeChoices.load}
    >
      <TimeChoices span={span} onChange={onChange} what={what} />
    </FilterMenu>
  );
}
