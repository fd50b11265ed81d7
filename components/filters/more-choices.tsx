import { Checkbox } from '@mantine/core';
import classes from '@/components/filters/filters.module.css';
import type { MoreProps } from '@/components/filters/more-menu';
import { modeLabels, reviewedLabels, sureLabel } from '@/components/filters/more-words';
import { SuspectedSwitch } from '@/components/filters/suspected-switch';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { KindOfWork, Mode, SizeBucket } from '@/lib/domain/change';

/** What is seldom asked for, to be chosen. */
export function MoreChoices({ values, teams, onChange }: MoreProps) {
  const { team, kindOfWork, size, mode, reviewed, confidence, area, branch, suspected } = values;
  return (
    <div className={classes.choices}>
      {suspected !== undefined && (
        <SuspectedSwitch
          suspected={suspected}
          onChange={(counted) => onChange({ suspected: counted })}
        />
      )}
      {teams.length > 0 && (
        <Section
          legend="Team"
          options={teams.map(({ id, name }) => [id, name])}
          chosen={team}
          onChange={(chosen) => onChange({ team: chosen })}
        />
      )}
      <Section
        legend="Kind of work"
        options={KindOfWork.options.map((one) => [one, workLabels[one]])}
        chosen={kindOfWork}
        onChange={(chosen) => onChange({ kindOfWork: chosen })}
      />
      <Section
        legend="Size"
        options={SizeBucket.options.map((one) => [one, sizeLabels[one]])}
        chosen={size}
        onChange={(chosen) => onChange({ size: chosen })}
      />
      <Section
        legend="How agents worked"
        options={Mode.options.map((one) => [one, modeLabels[one]])}
        chosen={mode}
        onChange={(chosen) => onChange({ mode: chosen })}
      />
      <Section
        legend="Review before merge"
        options={[
          ['yes', reviewedLabels.yes],
          ['no', reviewedLabels.no],
        ]}
        chosen={reviewed === null ? null : [reviewed]}
        onChange={(chosen) => onChange({ reviewed: chosen?.at(-1) ?? null })}
      />
      <Section
        legend="Marks of agents"
        options={[['high', sureLabel]]}
        chosen={confidence === 'high' ? ['high'] : null}
        onChange={(chosen) => onChange({ confidence: chosen === null ? null : 'high' })}
      />
      {area !== null && (
        <Section
          legend="Area"
          options={area.map((one) => [one, one])}
          chosen={area}
          onChange={(chosen) => onChange({ area: chosen })}
        />
      )}
      {branch !== null && (
        <Section
          legend="Branch"
          options={branch.map((one) => [one, one])}
          chosen={branch}
          onChange={(chosen) => onChange({ branch: chosen })}
        />
      )}
    </div>
  );
}

/** Some choices under one heading; none chosen asks for all. */
function Section<Value extends string>({
  legend,
  options,
  chosen,
  onChange,
}: {
  legend: string;
  options: readonly (readonly [Value, string])[];
  chosen: readonly Value[] | null;
  onChange: (chosen: Value[] | null) => void;
}) {
  const toggle = (value: Value, checked: boolean) => {
    const others = (chosen ?? []).filter((one) => one !== value);
    const next = checked ? [...others, value] : others;
    onChange(next.length === 0 ? null : next);
  };
  return (
    <fieldset className={classes.section}>
      <legend>{legend}</legend>
      {options.map(([value, label]) => (
        <Checkbox
          key={value}
          size="sm"
          label={<bdi>{label}</bdi>}
          checked={chosen?.includes(value) ?? false}
          onChange={({ currentTarget: { checked } }) => toggle(value, checked)}
        />
      ))}
    </fieldset>
  );
}
