'use client';

import { FilterMenu } from '@/components/filters/filter-menu';
import { useCounted } from '@/components/filters/use-counted';
import { later } from '@/components/later';
import type { WindowDays } from '@/lib/domain/day';

const WindowChoices = later(
  async () => (await import('@/components/filters/window-choices')).WindowChoices,
);

/** Days after merge within which a regression counts. */
export function WindowMenu({
  windowDays,
  onChange,
}: {
  windowDays: WindowDays;
  onChange: (windowDays: WindowDays) => void;
}) {
  const counted = useCounted();
  return (
    <FilterMenu
      label="Within"
      value={`${windowDays} days`}
      isSet={windowDays !== counted.windowDays}
      load={WindowChoices.load}
    >
      <WindowChoices windowDays={windowDays} onChange={onChange} />
    </FilterMenu>
  );
}
