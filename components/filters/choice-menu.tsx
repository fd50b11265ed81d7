'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FilterMenu } from '@/components/filters/filter-menu';
import classes from '@/components/filters/filters.module.css';
import { listed } from '@/components/words/list-words';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  detail?: string;
}

/** From this many choices on, they can be searched. */
const searchable = 9;

/** A filter of which several can be chosen. None chosen is the same as its default. */
export function ChoiceMenu<Value extends string>({
  label,
  choices,
  chosen,
  isSet,
  whenNone,
  onChange,
}: {
  label: string;
  choices: readonly Choice<Value>[];
  chosen: readonly Value[];
  isSet: boolean;
  /** What the button says while nothing is chosen: `all`. */
  whenNone: string;
  onChange: (chosen: Value[] | null) => void;
}) {
  const [search, setSearch] = useState('');
  const shown = choices.filter((choice) =>
    choice.label.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const toggle = (value: Value) => {
    const next = chosen.includes(value)
      ? chosen.filter((one) => one !== value)
      : choices
          .map((choice) => choice.value)
          .filter((one) => one === value || chosen.includes(one));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <FilterMenu
      label={label}
      value={chosenWords(choices, chosen, whenNone)}
      whole={chosen.length === 0 ? whenNone : listed(labelsOf(choices, chosen))}
      isSet={isSet}
    >
      {choices.length >= searchable && (
        <TextInput
          aria-label={`Search: ${label}`}
          placeholder="Search"
          size="sm"
          mb={10}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={classes.choices}>
        {shown.map((choice) => (
          <Checkbox
            key={choice.value}
            size="sm"
            label={<bdi>{choice.label}</bdi>}
            description={choice.detail}
            checked={chosen.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
        ))}
        {shown.length === 0 && <p className={classes.none}>Nothing of that name.</p>}
      </div>
      {isSet && (
        <Button variant="subtle" size="compact-sm" mt={10} onClick={() => onChange(null)}>
          Reset
        </Button>
      )}
    </FilterMenu>
  );
}

function chosenWords<Value extends string>(
  choices: readonly Choice<Value>[],
  chosen: readonly Value[],
  whenNone: string,
): string {
  if (chosen.length === 0) return whenNone;
  const left = choices.filter(({ value }) => !chosen.includes(value));
  if (left.length === 0) return 'all';
  if (left.length === 1 && chosen.length > 2) return `all but ${left[0]?.label.toLowerCase()}`;
  if (chosen.length > 2) return `${chosen.length} of ${choices.length}`;
  return listed(labelsOf(choices, chosen));
}

function labelsOf<Value extends string>(
  choices: readonly Choice<Value>[],
  chosen: readonly Value[],
): string[] {
  return chosen.map((one) => choices.find(({ value }) => value === one)?.label ?? one);
}
