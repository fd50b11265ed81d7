'use client';

import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answered, authClient } from '@/components/access/auth-client';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';

/** Another password: every other session ends with the old one. */
export function NewPassword() {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () =>
      answered(
        authClient.changePassword({ currentPassword, newPassword, revokeOtherSessions: true }),
      ),
    onSuccess: async () => {
      setCurrent('');
      setNew('');
      await client.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Part
      title="Password"
      lead="At least 12 characters; a sentence is best. With a new one, every other session of yours ends."
    >
      <form className={classes.card} onSubmit={submit} aria-label="Password">
        <div className={classes.fields}>
          <PasswordInput
            label="The present one"
            autoComplete="current-password"
            required
            value={currentPassword}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="The new one"
            autoComplete="new-password"
            required
            minLength={12}
            value={newPassword}
            onChange={(event) => setNew(event.currentTarget.value)}
          />
        </div>
        {saving.error && (
          <p className={classes.wrong} role="alert">
            It was not changed. {saving.error.message}
          </p>
        )}
        <div className={classes.saving}>
          <Button type="submit" loading={saving.isPending}>
            Change it
          </Button>
          <span className={classes.quiet} role="status">
            {saving.isSuccess && 'Changed.'}
          </span>
        </div>
      </form>
    </Part>
  );
}
