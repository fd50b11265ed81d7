'use client';

import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { AskingDialog } from '@/components/tables/asking-dialog';
import { failureModeChoices } from '@/components/words/failure-mode-choices';
import { plural } from '@/components/words/rates';
import { FailureModesRequest } from '@/lib/api/failure-mode';
import { readAs } from '@/lib/domain/fault';

/** Asks why regressions broke something: one failure mode for all of them. */
export function FailureModeDialog({
  ids,
  onSend,
  onClose,
}: {
  ids: string[];
  onSend: (request: FailureModesRequest) => void;
  onClose: () => void;
}) {
  const [failureMode, setFailureMode] = useState('lost-context');
  const read = (reason: string) => readAs(FailureModesRequest, { ids, failureMode, reason });
  return (
    <AskingDialog
      title={`Why it broke: ${plural(ids.length, 'regression')}`}
      lead="Your word goes above what is suggested. Where a person said it before, that stays."
      label="Because"
      submitLabel="Save"
      refusalOf={(reason) => read(reason).fault?.reason}
      onSubmit={async (reason) => {
        const { value } = read(reason);
        if (value !== undefined) onSend(value);
      }}
      onClose={onClose}
    >
      <NativeSelect
        label={ids.length === 1 ? 'It broke by' : 'They broke by'}
        data={failureModeChoices}
        value={failureMode}
        onChange={({ currentTarget: { value } }) => setFailureMode(value)}
      />
    </AskingDialog>
  );
}
