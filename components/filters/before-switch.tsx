import classes from '@/components/filters/filters.module.css';
import type { TrendAsk } from '@/lib/api/trend';

/** Whether a trend shows the time before too: its state stands in the URL. */
export function BeforeSwitch({
  before,
  onChange,
}: {
  before: TrendAsk['before'];
  onChange: (change: { before: 'shown' | null }) => void;
}) {
  return (
    <label
      className={classes.before}
      title="Draws the rates of the range of equal length before this one"
    >
      <input
        type="checkbox"
        checked={before === 'shown'}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ before: checked ? 'shown' : null })
        }
      />
      Time before
    </label>
  );
}
