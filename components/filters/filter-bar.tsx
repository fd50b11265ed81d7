'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '@/components/ask';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { type FilterParams, filterParams } from '@/components/filters/filter-params';
import classes from '@/components/filters/filters.module.css';
import { KindMenu } from '@/components/filters/kind-menu';
import { MoreMenu } from '@/components/filters/more-menu';
import { countMore } from '@/components/filters/more-words';
import { AgentMenu, RepositoryMenu } from '@/components/filters/place-menus';
import { TimeMenu } from '@/components/filters/time-menu';
import { useCounted } from '@/components/filters/use-counted';
import { WindowMenu } from '@/components/filters/window-menu';
import { authorshipLabels, authorshipMeanings, authorshipOrder } from '@/components/words/labels';
import { countWords } from '@/components/words/rates';
import { statusQuestion } from '@/lib/api/status';
import type { Authorship } from '@/lib/domain/change';
import type { Counting } from '@/lib/domain/setting';

type Values = Pick<FilterParams, keyof typeof filterParams>;
type Change = { [Name in keyof Values]?: Values[Name] | null };

/** The one bar of filters; the URL holds what it is set to. */
export function FilterBar({
  values,
  onChange,
  without,
  children,
}: {
  values: Values;
  onChange: (change: Change) => void;
  /** What the page itself has chosen already. */
  without?: 'repository' | 'agent' | 'team' | 'area';
  children?: ReactNode;
}) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const [isOpen, setIsOpen] = useState(false);
  const authors = authorshipOrder
    .map((authorship) => ({
      value: authorship,
      label: authorshipLabels[authorship],
      detail: authorshipMeanings[authorship],
    }))
    .filter(({ value }) => isOffered(value, values.authorship));
  const counted = useCounted();
  const isSet = {
    authorship: String(values.authorship) !== String(filterParams.authorship.defaultValue),
    kind: String(values.kind) !== String(counted.kinds),
    window: values.window !== counted.windowDays,
  };
  const seen = without === undefined ? values : { ...values, [without]: null };
  const set = countPlain(seen) + countMore(seen) + Object.values(isSet).filter(Boolean).length;
  return (
    <search className={classes.bar} aria-label="Filters">
      <Button
        className={classes.opener ?? ''}
        variant="default"
        size="compact-sm"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {set === 0 ? 'Filters' : `Filters (${countWords(set)} set)`}
      </Button>
      <div className={classes.menus} data-open={isOpen}>
        <TimeMenu span={values} onChange={onChange} />
        {without !== 'repository' && (
          <RepositoryMenu
            chosen={values.repository}
            onChange={(repository) => onChange({ repository })}
          />
        )}
        {without !== 'agent' && (
          <AgentMenu chosen={values.agent} onChange={(agent) => onChange({ agent })} />
        )}
        <KindMenu kinds={values.kind} onChange={(kind) => onChange({ kind })} />
        <WindowMenu windowDays={values.window} onChange={(window) => onChange({ window })} />
        <ChoiceMenu
          label="Written by"
          whenNone="all"
          choices={authors}
          chosen={values.authorship}
          isSet={isSet.authorship}
          onChange={(authorship) => onChange({ authorship })}
        />
        <MoreMenu values={values} teams={status?.teams ?? []} onChange={onChange} />
        {set > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(nothingSet(counted))}>
            Reset all
          </Button>
        )}
      </div>
      {children}
    </search>
  );
}

/** The URL of a page as it was opened. */
const nothingSet = ({ windowDays, kinds }: Counting): Change => ({
  from: null,
  to: null,
  repository: null,
  agent: null,
  kind: kinds,
  window: windowDays,
  authorship: null,
  suspected: null,
  team: null,
  mode: null,
  kindOfWork: null,
  size: null,
  area: null,
  reviewed: null,
  branch: null,
  confidence: null,
});

/** Automation is no exposure and is offered only to who asks for it in the URL. */
function isOffered(authorship: Authorship, chosen: readonly Authorship[]): boolean {
  return authorship !== 'automation' || chosen.includes(authorship);
}

/** How many of the filters that are left open otherwise are set. */
function countPlain(values: Values): number {
  return [
    values.from !== null || values.to !== null,
    values.repository !== null,
    values.agent !== null,
  ].filter(Boolean).length;
}
