'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { type Choice, ChoiceMenu } from '@/components/filters/choice-menu';
import { plural } from '@/components/words/rates';
import { statusQuestion } from '@/lib/api/status';

interface Props {
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
  /** What it says while none is chosen. */
  whenNone?: string;
}

/** Which repositories are looked at. */
export function RepositoryMenu({ chosen, onChange, whenNone = 'all' }: Props) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const known = (status?.repositories ?? []).map(({ name, changes }) => ({
    value: name,
    label: name,
    detail: plural(changes, 'change'),
  }));
  return (
    <ChoiceMenu
      label="Repository"
      whenNone={whenNone}
      choices={withChosen(known, chosen)}
      chosen={chosen ?? []}
      isSet={chosen !== null}
      onChange={onChange}
    />
  );
}

/** Which agents are looked at. */
export function AgentMenu({ chosen, onChange, whenNone = 'all' }: Props) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const known = (status?.agents ?? []).map(({ agent, name, changes }) => ({
    value: agent,
    label: name,
    detail: plural(changes, 'change'),
  }));
  return (
    <ChoiceMenu
      label="Agent"
      whenNone={whenNone}
      choices={withChosen(known, chosen)}
      chosen={chosen ?? []}
      isSet={chosen !== null}
      onChange={onChange}
    />
  );
}

/** Which teams' repositories are looked at; nothing where there are no teams. */
export function TeamMenu({ chosen, onChange, whenNone = 'all' }: Props) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const known = (status?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const choices = withChosen(known, chosen);
  if (choices.length === 0) return null;
  return (
    <ChoiceMenu
      label="Team"
      whenNone={whenNone}
      choices={choices}
      chosen={chosen ?? []}
      isSet={chosen !== null}
      onChange={onChange}
    />
  );
}

/** Choices with those of the URL that are not, or no longer, among them. */
function withChosen(known: Choice<string>[], chosen: readonly string[] | null): Choice<string>[] {
  const missing = (chosen ?? []).filter((one) => known.every(({ value }) => value !== one));
  return [...known, ...missing.map((value) => ({ value, label: value }))];
}
