'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import settings from '@/components/settings/settings.module.css';
import { ChangedGuardrail, guardrailsQuestion, type ToldGuardrail } from '@/lib/api/guardrails';

/** Removes a guardrail with one click. */
export function RemoveButton({
  guardrail,
  onRemoved,
}: {
  guardrail: ToldGuardrail;
  onRemoved: (guardrail: ToldGuardrail) => void;
}) {
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () =>
      sendRequest('DELETE', `${guardrailsQuestion.path}?id=${guardrail.id}`, ChangedGuardrail),
    onSuccess: async () => {
      onRemoved(guardrail);
      await client.invalidateQueries({ queryKey: [guardrailsQuestion.path] });
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={removing.isPending}
        aria-label={`Remove ${guardrail.name}`}
        onClick={() => removing.mutate()}
      >
        Remove
      </Button>
      {removing.error !== null && (
        <span className={settings.wrong} role="alert">
          It was not removed. {removing.error.message}
        </span>
      )}
    </>
  );
}

/** Says that a guardrail was removed, and puts it back. */
export function Removed({ guardrail }: { guardrail: ToldGuardrail }) {
  const client = useQueryClient();
  const router = useRouter();
  const told = useRef<HTMLDivElement>(null);
  // The button that had the focus went with it.
  useEffect(() => told.current?.focus(), []);
  const restoring = useMutation({
    mutationFn: () => {
      const { id: _, addedBy: __, addedAt: ___, ...same } = guardrail;
      return sendRequest('POST', guardrailsQuestion.path, ChangedGuardrail, same);
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [guardrailsQuestion.path] });
      router.push(`/guardrails/${id}`);
    },
  });
  return (
    <div ref={told} tabIndex={-1} className={settings.panel} role="status">
      <span>
        “<bdi>{guardrail.name}</bdi>” is removed. What it showed can be had again.
      </span>
      <div className={settings.saving}>
        <Button
          variant="default"
          size="compact-sm"
          loading={restoring.isPending}
          onClick={() => restoring.mutate()}
        >
          Undo
        </Button>
        {restoring.error !== null && (
          <span className={settings.wrong}>It was not put back. {restoring.error.message}</span>
        )}
      </div>
    </div>
  );
}
