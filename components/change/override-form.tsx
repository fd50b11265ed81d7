'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { DecisionForm } from '@/components/change/decision-form';
import { foreseenChange, useOwnWord } from '@/components/change/foreseen';
import type { Closing } from '@/components/change/form-openers';
import { sendRequest } from '@/components/fetch-answer';
import { KnownAgents } from '@/components/words/known-agents';
import { authorshipOrder } from '@/components/words/labels';
import type { ToldChange, ToldOverride } from '@/lib/api/change';
import { OverrideAnswer, OverrideRequest, overridePath } from '@/lib/api/override';
import { agentSlug } from '@/lib/domain/agent';
import type { Authorship } from '@/lib/domain/change';
import { readAs } from '@/lib/domain/fault';

const authors: Record<Authorship, string> = {
  agent: 'An agent',
  human: 'A person',
  assisted: 'A person with an agent',
  unknown: 'Nobody can tell any more',
  automation: 'Automation, no coding agent',
};
const choices = authorshipOrder.map((value) => ({ value, label: authors[value] }));

/** Only what agents had a hand in names one. */
const namesAgent = (authorship: string) => authorship === 'agent' || authorship === 'assisted';

/** A change by the word of whoever overrides it. */
function overridden(
  change: ToldChange,
  { authorship, ...told }: OverrideRequest,
  word: Pick<ToldOverride, 'reason' | 'decidedBy' | 'decidedAt'>,
): ToldChange {
  const agent = told.agent ?? null;
  return { ...change, authorship, agent, override: { authorship, agent, ...word } };
}

/** Says who wrote a change, above all marks. */
export function OverrideForm({
  change: { id, authorship },
  closing,
}: {
  change: Pick<ToldChange, 'id' | 'authorship'>;
  closing: Closing;
}) {
  const ownWord = useOwnWord();
  return (
    <DecisionForm
      title="Someone else wrote this"
      lead="Your word goes above every mark, for this change alone. It can be undone at any time."
      initial={{ authorship: authorship === 'agent' ? 'human' : 'agent', agent: '' }}
      read={({ agent, ...told }) =>
        readAs(OverrideRequest, {
          ...told,
          id,
          agent: namesAgent(told.authorship) ? agentSlug(agent) : undefined,
        })
      }
      send={(override) => sendRequest('PUT', overridePath, OverrideAnswer, override)}
      said="Saved. The change counts by your word from now on."
      foreseen={foreseenChange((change, told: OverrideRequest) =>
        change.id === id ? overridden(change, told, ownWord(told.reason)) : change,
      )}
      submitLabel="Save"
      closing={closing}
    >
      {(field, draft) => (
        <>
          <NativeSelect {...field('authorship')} label="It was written by" data={choices} />
          {namesAgent(draft.authorship) && (
            <TextInput
              {...field('agent')}
              label="namely"
              placeholder="Claude Code, or a name of your own"
              list="known-agents"
              autoComplete="off"
            />
          )}
          <KnownAgents id="known-agents" />
        </>
      )}
    </DecisionForm>
  );
}
