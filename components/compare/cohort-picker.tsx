'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import type { CohortChange, CohortValues } from '@/components/compare/cohort-params';
import classes from '@/components/compare/compare.module.css';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { MoreMenu } from '@/components/filters/more-menu';
import { TimeMenu } from '@/components/filters/time-menu';
import { authorshipLabels, authorshipMeanings, authorshipOrder } from '@/components/words/labels';
import { plural } from '@/components/words/rates';
import { statusQuestion } from '@/lib/api/status';

/** The menus by which one of the two cohorts is picked. */
export function CohortPicker({
  name,
  values,
  onChange,
}: {
  name: 'A' | 'B';
  values: CohortValues;
  onChange: (change: CohortChange) => void;
}) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  return (
    <fieldset className={classes.picker}>
      <legend>{name}: changes that are</legend>
      <TimeMenu span={values} onChange={onChange} />
      <ChoiceMenu
        label="Written by"
        whenNone="anybody"
        choices={authorshipOrder
          .filter((authorship) => authorship !== 'automation')
          .map((value) => ({
            value,
            label: authorshipLabels[value],
            detail: authorshipMeanings[value],
          }))}
        chosen={values.authorship ?? []}
        isSet={values.authorship !== null}
        onChange={(authorship) => onChange({ authorship })}
      />
      <ChoiceMenu
        label="Agent"
        whenNone="any"
        choices={(status?.agents ?? []).map(({ agent, name: label, changes }) => ({
          value: agent,
          label,
          detail: plural(changes, 'change'),
        }))}
        chosen={values.agent ?? []}
        isSet={values.agent !== null}
        onChange={(agent) => onChange({ agent })}
      />
      <ChoiceMenu
        label="Repository"
        whenNone="any"
        choices={(status?.repositories ?? []).map(({ name: value, changes }) => ({
          value,
          label: value,
          detail: plural(changes, 'change'),
        }))}
        chosen={values.repository ?? []}
        isSet={values.repository !== null}
        onChange={(repository) => onChange({ repository })}
      />
      <MoreMenu values={values} teams={status?.teams ?? []} onChange={onChange} />
    </fieldset>
  );
}
