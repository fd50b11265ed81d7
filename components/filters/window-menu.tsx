'use client';

import { Radio } from '@mantine/core';
import { FilterMenu } from '@/components/filters/filter-menu';
import classes from '@/components/filters/filters.module.css';
import { useCounted } from '@/components/filters/use-counted';
import { type WindowDays, windows } from '@/lib/domain/day';

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
    >
      <Radio.Group
        label="Days after merge within which a regression counts"
        value={`${windowDays}`}
        onChange={(text) => {
          const chosen = windows.find((days) => `${days}` === text);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        <div className={classes.choices}>
          {windows.map((days) => (
            <Radio key={days} size="sm" value={`${days}`} label={`${days} days`} />
          ))}
        </div>
      </Radio.Group>
    </FilterMenu>
  );
}
