'use client';

import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FilterMenu } from '@/components/filters/filter-menu';
import type { FilterParams } from '@/components/filters/filter-params';
import classes from '@/components/filters/filters.module.css';
import {
  type Known,
  presetOf,
  presetSpan,
  spanWords,
  timePresets,
} from '@/components/filters/time-presets';
import { CalendarDate } from '@/lib/domain/day';

type Span = Pick<FilterParams, 'from' | 'to'>;

/** When the changes were merged: a preset, or two dates. */
export function TimeMenu({
  span,
  known,
  onChange,
}: {
  span: Span;
  known: Known;
  onChange: (span: Span) => void;
}) {
  const preset = presetOf(span, known);
  return (
    <FilterMenu
      label="Merged"
      value={spanWords(span, known)}
      isSet={span.from !== null || span.to !== null}
    >
      <Radio.Group
        label="When the changes were merged"
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
      <OwnSpan key={`${span.from} ${span.to}`} span={span} onChange={onChange} />
    </FilterMenu>
  );
}

/** Two dates, taken over as soon as both make sense together. */
function OwnSpan({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const [draft, setDraft] = useState(span);
  const isBackwards = draft.from !== null && draft.to !== null && draft.from > draft.to;
  const write = (part: Partial<Span>) => setDraft({ ...draft, ...part });
  const take = () => {
    if (!isBackwards && (draft.from !== span.from || draft.to !== span.to)) onChange(draft);
  };
  const dateOf = (text: string) => CalendarDate.safeParse(text).data ?? null;
  return (
    <div className={classes.dates}>
      <TextInput
        type="date"
        label="First day"
        size="sm"
        value={draft.from ?? ''}
        error={isBackwards}
        onChange={(event) => write({ from: dateOf(event.currentTarget.value) })}
        onBlur={take}
      />
      <TextInput
        type="date"
        label="Last day"
        size="sm"
        value={draft.to ?? ''}
        error={isBackwards}
        onChange={(event) => write({ to: dateOf(event.currentTarget.value) })}
        onBlur={take}
      />
      {isBackwards && <p className={classes.wrong}>The first day is after the last.</p>}
    </div>
  );
}
