import { Radio } from '@mantine/core';
import classes from '@/components/filters/filters.module.css';
import { type WindowDays, windows } from '@/lib/domain/day';

/** The windows to choose from. */
export function WindowChoices({
  windowDays,
  onChange,
}: {
  windowDays: WindowDays;
  onChange: (windowDays: WindowDays) => void;
}) {
  return (
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
  );
}
