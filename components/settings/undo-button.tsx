'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { sendRequest } from '@/components/fetch-answer';
import { actionLabels } from '@/components/settings/audit-words';
import classes from '@/components/settings/settings.module.css';
import type { AuditRow } from '@/lib/api/audit';
import { decisionPath } from '@/lib/api/decision';
import { failureModePath } from '@/lib/api/failure-mode';
import { guardrailsQuestion } from '@/lib/api/guardrails';
import { overridePath } from '@/lib/api/override';
import { rulesQuestion } from '@/lib/api/rules';
import { settingsQuestion } from '@/lib/api/settings';

/** Undoes what an entry of the audit trail tells of, where it is the last word and still holds. */
export function UndoButton({ row }: { row: AuditRow }) {
  const client = useQueryClient();
  const undoing = useMutation({
    mutationFn: () => {
      const { path, body } = requestOf(row);
      return sendRequest('DELETE', path, z.unknown(), body);
    },
    onSettled: () => client.invalidateQueries(),
  });
  if (row.undo === null) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={undoing.isPending}
        aria-label={`Undo: ${actionLabels[row.action]}, ${row.subject}`}
        onClick={() => undoing.mutate()}
      >
        Undo
      </Button>
      {undoing.error && (
        <p className={classes.wrong} role="alert">
          {undoing.error.message}
        </p>
      )}
    </>
  );
}

/** Each thing is undone by its own address. */
function requestOf({ id, undo, subject }: AuditRow): {
  path: string;
  body: Readonly<Record<string, string>>;
} {
  if (undo === 'setting') return { path: settingsQuestion.path, body: { entry: id } };
  if (undo === 'rule') {
    return { path: `${rulesQuestion.path}?id=${subject.replace('rule-', '')}`, body: {} };
  }
  if (undo === 'guardrail') {
    const id = subject.replace('guardrail-', '');
    return { path: `${guardrailsQuestion.path}?id=${id}`, body: {} };
  }
  const paths = {
    override: overridePath,
    decision: decisionPath,
    'failure-mode': failureModePath,
  };
  return { path: paths[undo ?? 'decision'], body: { id: subject } };
}
