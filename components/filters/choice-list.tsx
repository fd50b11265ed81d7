import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Choice } from '@/components/filters/choice-menu';
import classes from '@/components/filters/filters.module.css';

/** From this many choices on, they can be searched. */
const searchable = 9;

/** Choices of which several can be chosen. */
export function ChoiceList({
  label,
  choices,
  chosen,
  onToggle,
  onReset,
}: {
  label: string;
  choices: readonly Choice<string>[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
  /** Chooses what is chosen by default; nothing where it is. */
  onReset: (() => void) | undefined;
}) {
  const [search, setSearch] = useState('');
  const shown = choices.filter((choice) =>
    choice.label.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <>
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
            onChange={() => onToggle(choice.value)}
          />
        ))}
        {shown.length === 0 && <p className={classes.none}>Nothing of that name.</p>}
      </div>
      {onReset && (
        <Button variant="subtle" size="compact-sm" mt={10} onClick={onReset}>
          Reset
        </Button>
      )}
    </>
  );
}
