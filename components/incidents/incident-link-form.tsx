'use client';

import { TextInput } from '@mantine/core';
import { DecisionForm } from '@/components/change/decision-form';
import type { Closing } from '@/components/change/form-openers';
import { sendRequest } from '@/components/fetch-answer';
import type { ToldIncident } from '@/lib/api/incident';
import { LinkAnswer, LinkRequest, linkPath } from '@/lib/api/link';
import { readAs } from '@/lib/domain/fault';

/** Links an incident to a change that no rule linked it to. */
export function IncidentLinkForm({
  incident: { repository, key },
  closing,
}: {
  incident: ToldIncident;
  closing: Closing;
}) {
  return (
    <DecisionForm
      title="Link a change by hand"
      lead="The change is held responsible for this incident from then on: it counts as a confirmed regression of it, and can be taken back."
      initial={{ id: '' }}
      read={({ id, reason }) => {
        if (id.trim() === '') return { fault: { path: 'id', reason: 'name the change' } };
        const kind = { causeType: 'incident', kind: 'incident' };
        return readAs(LinkRequest, { ...kind, id: idOf(id, repository), cause: key, reason });
      }}
      send={(link) => sendRequest('POST', linkPath, LinkAnswer, link)}
      said="Linked. It is a regression of that change from now on."
      submitLabel="Link"
      closing={closing}
    >
      {(field) => (
        <TextInput
          {...field('id')}
          label="The change"
          description={`Of ${repository}`}
          placeholder="#12, or its whole sha"
          required
          autoComplete="off"
        />
      )}
    </DecisionForm>
  );
}

/** The id of a change that is named by its number, its sha or its id. */
function idOf(named: string, repository: string): string {
  const key = named.trim();
  return key.startsWith(`${repository}/`) ? key : `${repository}/${key.replace(/^#/, '')}`;
}
