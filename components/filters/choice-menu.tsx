'use client';

import { FilterMenu } from '@/components/filters/filter-menu';
import { later } from '@/components/later';
import { listed } from '@/components/words/list-words';

const ChoiceList = later(async () => (await import('@/components/filters/choice-list')).ChoiceList);

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  detail?: string;
}

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
  const toggle = (toggled: string) => {
    const next = choices
      .map(({ value }) => value)
      .filter((one) => chosen.includes(one) !== (one === toggled));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <FilterMenu
      label={label}
      value={chosenWords(choices, chosen, whenNone)}
      whole={chosen.length === 0 ? whenNone : listed(labelsOf(choices, chosen))}
      isSet={isSet}
      load={ChoiceList.load}
    >
      <ChoiceList
        label={label}
        choices={choices}
        chosen={chosen}
        onToggle={toggle}
        onReset={isSet ? () => onChange(null) : undefined}
      />
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
