'use client';

import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FilterMenu } from '@/components/filters/filter-menu';
import type { FilterParams } from '@/components/filters/filter-params';
import classes from '@/components/filters/filters.module.css';
import { presetOf, presetSpan, spanWords, timePresets } from '@/components/filters/time-presets';
import { useKnown } from '@/components/filters/use-known';
import { CalendarDate } from '@/lib/domain/day';

type Span = Pick<FilterParams, 'from' | 'to'>;

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
  const preset = presetOf(span, known);
  return (
    <FilterMenu
      label={label}
      value={spanWords(span, known)}
      isSet={span.from !== null || span.to !== null}
    >
      <Radio.Group
        label={what}
        value={preset?.name ?? ''}
        onChange={(name) => {
          const chosen = timePresets.find((one) => one.name === name);
          if (chosen !== undefined) onChange(presetSpan(chosen, known));
        }}
      >
        <div className={classes.choices}>
          {timePresets.map(({ name }) => (
            <Radio key={name} size="sm" value={name} label={name} />
          ))}
        </div>
      </Radio.Group>
      <OwnSpan span={span} onChange={onChange} />
    </FilterMenu>
  );
}

/** Two dates, each taken over when it is left, as soon as both make sense together. */
function OwnSpan({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const [isBackwards, setIsBackwards] = useState(false);
  const take = (part: Partial<Span>) => {
    const next = { ...span, ...part };
    const isWrong = next.from !== null && next.to !== null && next.from > next.to;
    setIsBackwards(isWrong);
    if (!isWrong && (next.from !== span.from || next.to !== span.to)) onChange(next);
  };
  return (
    <div className={classes.dates}>
      <DateInput label="First day" date={span.from} take={(from) => take({ from })} />
      <DateInput label="Last day" date={span.to} take={(to) => take({ to })} />
      {isBackwards && (
        <p className={classes.wrong} role="alert">
          The first day is after the last.
        </p>
      )}
    </div>
  );
}

function DateInput({
  label,
  date,
  take,
}: {
  label: string;
  date: string | null;
  take: (date: string | null) => void;
}) {
  const read = (input: HTMLInputElement) => take(CalendarDate.safeParse(input.value).data ?? null);
  return (
    <TextInput
      key={date}
      type="date"
      label={label}
      size="sm"
      defaultValue={date ?? ''}
      onBlur={(event) => read(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') read(event.currentTarget);
      }}
    />
  );
}
