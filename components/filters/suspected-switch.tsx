import { Switch } from '@mantine/core';
import classes from '@/components/filters/filters.module.css';
import type { Filter } from '@/lib/domain/filter';

/** Whether regressions that are only suspected count too. */
export function SuspectedSwitch({
  suspected,
  onChange,
}: {
  suspected: Filter['suspected'];
  onChange: (suspected: 'counted' | null) => void;
}) {
  return (
    <Switch
      classNames={{ root: classes.switch ?? '', track: classes.track ?? '' }}
      size="xs"
      label="Suspected too"
      aria-label="Count suspected too"
      title="Regressions below the confidence that counts otherwise"
      checked={suspected === 'counted'}
      onChange={({ currentTarget: { checked } }) => onChange(checked ? 'counted' : null)}
    />
  );
}
