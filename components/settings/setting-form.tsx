'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import classes from '@/components/settings/settings.module.css';
import { SettingChange, settingsQuestion } from '@/lib/api/settings';
import { readAs } from '@/lib/domain/fault';

/** The frame of a setting's form: its fields, why it is changed, and the button that saves both. */
export function SettingForm({
  name,
  settingKey,
  value,
  children,
}: {
  name: string;
  settingKey: SettingChange['key'];
  /** The setting as the fields say it. */
  value: unknown;
  children: ReactNode;
}) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      const change = { key: settingKey, value, reason };
      const { value: right, fault } = readAs(SettingChange, change);
      if (fault) throw new Error(`${fieldOf(fault.path)} ${fault.reason}.`);
      return sendRequest('PUT', settingsQuestion.path, settingsQuestion.answer, right);
    },
    onSuccess: async (settings) => {
      setReason('');
      client.setQueryData(ask(settingsQuestion, {}).queryKey, settings);
      await client.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-label={name}>
      {children}
      <TextInput
        label="Because"
        placeholder="Kept in the audit trail"
        required
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {saving.error && (
        <p className={classes.wrong} role="alert">
          It was not saved. {saving.error.message}
        </p>
      )}
      <div className={classes.saving}>
        <Button type="submit" loading={saving.isPending}>
          Save
        </Button>
        <span className={classes.quiet} role="status">
          {saving.isSuccess && 'Saved.'}
        </span>
      </div>
    </form>
  );
}

/** The field at fault by its label: `value.services.checkout` is the service checkout, `value.0.name` a team's. */
function fieldOf(path: string): string {
  if (path === 'reason') return 'Because:';
  if (path === 'value.hours') return 'For every other service:';
  if (path === 'value.rawDays') return 'Days:';
  if (path === 'value.percent') return 'For every other repository:';
  if (path === 'value') return 'The teams:';
  const [, kind = '', ...name] = path.split('.');
  if (/^\d+$/.test(kind)) return `Team ${Number(kind) + 1}, ${name.join('.')}:`;
  return kind === 'services' || kind === 'repositories' ? `${name.join('.')}:` : `${kind}:`;
}
