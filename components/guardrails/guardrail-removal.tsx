'use client';

import { Button } from '@mantine/core';
import { sendRequest } from '@/components/fetch-answer';
import { useRemove } from '@/components/layout/removals';
import {
  type GuardrailsAnswer,
  guardrailsQuestion,
  type ToldGuardrail,
} from '@/lib/api/guardrails';
import { Removal } from '@/lib/api/undo';

/** Removes a guardrail with one click. */
export function RemoveButton({
  guardrail: { id, name },
  ...on
}: {
  guardrail: ToldGuardrail;
  onGone?: () => void;
  /** It was put back, or could not be removed. */
  onBack?: () => void;
}) {
  const removing = useRemove<GuardrailsAnswer>({
    told: `“${name}” is removed.`,
    send: () => sendRequest('DELETE', `${guardrailsQuestion.path}?id=${id}`, Removal),
    path: guardrailsQuestion.path,
    without: ({ guardrails }) => ({ guardrails: guardrails.filter((one) => one.id !== id) }),
    ...on,
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`Remove ${name}`}
      onClick={() => removing.mutate()}
    >
      Remove
    </Button>
  );
}
