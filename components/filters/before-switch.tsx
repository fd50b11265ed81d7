import { Switch } from '@mantine/core';
import classes from '@/components/filters/filters.module.css';
import type { TrendAsk } from '@/lib/api/trend';

/** Whether a trend shows the time before too: a switch whose state stands in the URL. */
export function BeforeSwitch({
  before,
  onChange,
}: {
  before: TrendAsk['before'];
  onChange: (change: { before: 'shown' | null }) => void;
}) {
  return (
    <Switch
      classNames={{ track: classes.track ?? '' }}
      size="xs"
      label="Time before"
      title="Draws the rates of the range of equal length before this one"
      checked={before === 'shown'}
      onChange={({ currentTarget: { checked } }) => onChange({ before: checked ? 'shown' : null })}
    />
  );
}
