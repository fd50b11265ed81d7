'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import classes from '@/components/access/access.module.css';
import { answered, authClient } from '@/components/access/auth-client';

/** The code of an authenticator app, or one of the backup codes, after the password. */
export function SecondFactor({ onDone }: { onDone: () => void }) {
  const [code, setCode] = useState('');
  const verify = useMutation({
    mutationFn: () => {
      const typed = code.trim();
      return /^\d{6}$/.test(typed)
        ? answered(authClient.twoFactor.verifyTotp({ code: typed }))
        : answered(authClient.twoFactor.verifyBackupCode({ code: typed }));
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Second step">
      <h1>Your second step</h1>
      <TextInput
        label="Code"
        description="Six digits from your authenticator app, or one of your backup codes."
        autoComplete="one-time-code"
        required
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {verify.error && (
        <p className={classes.wrong} role="alert">
          {verify.error.message}
        </p>
      )}
      <Button type="submit" loading={verify.isPending || verify.isSuccess}>
        Go on
      </Button>
    </form>
  );
}
