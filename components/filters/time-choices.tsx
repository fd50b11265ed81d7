import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from '@/components/filters/filters.module.css';
import type { Span } from '@/components/filters/time-menu';
import { presetOf, presetSpan, timePresets } from '@/components/filters/time-presets';
import { useKnown } from '@/components/filters/use-known';
import { CalendarDate } from '@/lib/domain/day';

/** The times to choose from: presets, and two dates of one's own. */
export function TimeChoices({
  span,
  onChange,
  what,
}: {
  span: Span;
  onChange: (span: Span) => void;
  what: string;
}) {
  const known = useKnown();
  return (
    <>
      <Radio.Group
        label={what}
        value={presetOf(span, known)?.name ?? ''}
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
    </>
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
