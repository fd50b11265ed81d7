'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { DecisionForm } from '@/components/change/decision-form';
import type { Closing } from '@/components/change/form-openers';
import { sendRequest } from '@/components/fetch-answer';
import { kindLabels } from '@/components/words/labels';
import { LinkAnswer, type LinkKind, LinkRequest, linkPath, shownBy } from '@/lib/api/link';
import { readAs } from '@/lib/domain/fault';

interface Linked {
  kind: LinkKind;
  /** How what showed it is asked for. */
  cause: string;
  placeholder: string;
}

const change = '#12, its sha or its address';
const incident: Linked = {
  kind: 'incident',
  cause: 'The incident',
  placeholder: 'Its key or address',
};
const kinds: readonly Linked[] = [
  incident,
  { kind: 'revert', cause: 'The change that undid it', placeholder: change },
  { kind: 'hotfix', cause: 'The change that repaired it', placeholder: change },
  {
    kind: 'rollback',
    cause: 'The deployment that rolled it back',
    placeholder: 'Its key, sha or address',
  },
  { kind: 'reported', cause: 'What broke', placeholder: 'Orders were charged twice' },
];
const choices = kinds.map(({ kind }) => ({ value: kind, label: kindLabels[kind] }));
const kindOf = (value: string) => kinds.find(({ kind }) => kind === value) ?? incident;

/** Links to a change what broke because of it, where no rule did. */
export function LinkForm({ changeId, closing }: { changeId: string; closing: Closing }) {
  return (
    <DecisionForm
      title="Link what broke"
      lead="For what no rule found by itself. It counts as a regression of this change from then on."
      initial={{ kind: incident.kind, cause: '', on: '' }}
      read={({ on, ...told }) => {
        const { kind } = kindOf(told.kind);
        const day = kind === 'reported' && on !== '' ? { on } : {};
        return readAs(LinkRequest, { ...told, ...day, id: changeId, causeType: shownBy[kind] });
      }}
      send={(link) => sendRequest('POST', linkPath, LinkAnswer, link)}
      said="Linked. It is a regression of this change from now on."
      submitLabel="Link"
      closing={closing}
    >
      {(field, draft) => {
        const { kind, cause, placeholder } = kindOf(draft.kind);
        return (
          <>
            <NativeSelect {...field('kind')} label="What broke is shown by" data={choices} />
            <TextInput
              {...field('cause')}
              label={cause}
              placeholder={placeholder}
              required
              autoComplete="off"
            />
            {kind === 'reported' && (
              <TextInput {...field('on')} label="On the day (today, if not said)" type="date" />
            )}
          </>
        );
      }}
    </DecisionForm>
  );
}
