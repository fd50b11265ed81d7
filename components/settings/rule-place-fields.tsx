import { NativeSelect, TextInput } from '@mantine/core';
import type { RuleDraft } from '@/components/settings/rule-draft';
import { placeLabels } from '@/components/settings/rule-words';
import classes from '@/components/settings/settings.module.css';
import { type Rule, RulePlace } from '@/lib/domain/rule';

interface Field {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

const modes: { value: Rule['mode']; label: string }[] = [
  { value: 'paired', label: 'People too, working with the agent' },
  { value: 'autonomous', label: 'Only the agent, on changes that it opens' },
];
const confidences: { value: Rule['confidence']; label: string }[] = [
  { value: 'high', label: 'High' },
  { value: 'medium', label: 'Medium' },
  { value: 'low', label: 'Low: shown, never counted' },
];

/** The rarer fields of a rule: where else it looks, how sure it is, and for which changes it holds. */
export function RulePlaceFields({
  found,
  field,
}: {
  found: RulePlace;
  field: (name: keyof RuleDraft & string) => Field;
}) {
  const places = RulePlace.options.map((value) => ({ value, label: placeLabels[value] }));
  return (
    <div className={classes.more}>
      <div className={classes.fields}>
        <NativeSelect {...field('found')} label="Found in" data={places} />
        {found !== 'account' && (
          <NativeSelect {...field('mode')} label="Who leaves it" data={modes} />
        )}
        <NativeSelect {...field('confidence')} label="Confidence" data={confidences} />
      </div>
      <div className={classes.fields}>
        <TextInput
          {...field('repository')}
          label="Only in the repository"
          placeholder="acme/web, else all"
        />
        <TextInput {...field('from')} label="Only merged from" type="date" />
        <TextInput {...field('until')} label="Only merged until" type="date" />
      </div>
    </div>
  );
}
