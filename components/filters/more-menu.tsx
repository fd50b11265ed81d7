import { Checkbox } from '@mantine/core';
import { FilterMenu } from '@/components/filters/filter-menu';
import type { FilterParams } from '@/components/filters/filter-params';
import classes from '@/components/filters/filters.module.css';
import { SuspectedSwitch } from '@/components/filters/suspected-switch';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { KindOfWork, Mode, SizeBucket } from '@/lib/domain/change';

type Values = Pick<
  FilterParams,
  'team' | 'kindOfWork' | 'size' | 'mode' | 'reviewed' | 'confidence' | 'area' | 'branch'
> &
  Partial<Pick<FilterParams, 'suspected'>>;
type Change = { [Name in keyof Values]?: Values[Name] | null };

/** How many of the filters that are seldom asked for are set. */
export function countMore(values: Values): number {
  const { team, mode, kindOfWork, size, area, reviewed, branch, confidence, suspected } = values;
  return [
    confidence !== 'all',
    suspected === 'counted',
    ...[team, mode, kindOfWork, size, area, reviewed, branch].map((one) => one !== null),
  ].filter(Boolean).length;
}

const modeLabels: Record<Mode, string> = {
  autonomous: 'Autonomous: the agent opened it',
  paired: 'Paired: a person opened it',
};

const reviewedLabels = { yes: 'By a person other than the author', no: 'By nobody else' };
const sureLabel = 'Only the sure ones';

/** Everything of it that is set: `Team: Shop; Size: under 10 lines or 10–49 lines`. */
function moreWords(values: Values, teams: readonly { id: string; name: string }[]): string {
  const { team, kindOfWork, size, mode, reviewed, confidence, area, branch, suspected } = values;
  const set = {
    'Suspected regressions': suspected === 'counted' ? ['counted'] : null,
    Team: team?.map((id) => teams.find((one) => one.id === id)?.name ?? id),
    'Kind of work': kindOfWork?.map((one) => workLabels[one]),
    Size: size?.map((one) => sizeLabels[one]),
    'How agents worked': mode?.map((one) => modeLabels[one]),
    'Review before merge': reviewed === null ? null : [reviewedLabels[reviewed]],
    'Marks of agents': confidence === 'high' ? [sureLabel] : null,
    Area: area,
    Branch: branch,
  };
  return Object.entries(set)
    .flatMap(([name, chosen]) => (chosen == null ? [] : `${name}: ${listed(chosen, 'or')}`))
    .join('; ');
}

/** What is seldom asked for: the kind and size of changes, how they were made, and whose they are. */
export function MoreMenu({
  values,
  teams,
  onChange,
}: {
  /** Without `suspected` where all that is compared shares it. */
  values: Values;
  teams: readonly { id: string; name: string }[];
  onChange: (change: Change) => void;
}) {
  const { team, kindOfWork, size, mode, reviewed, confidence, area, branch, suspected } = values;
  const set = countMore(values);
  const alone = suspected === 'counted' ? 'suspected too' : '1 set';
  const value = set === 0 ? 'none' : set === 1 ? alone : `${set} set`;
  return (
    <FilterMenu
      label="More"
      value={value}
      whole={set === 0 ? 'none' : moreWords(values, teams)}
      isSet={set > 0}
    >
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
    </FilterMenu>
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
