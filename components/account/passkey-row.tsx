'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answered, authClient } from '@/components/access/auth-client';
import classes from '@/components/account/account.module.css';
import settings from '@/components/settings/settings.module.css';
import { Moment } from '@/components/words/moment';

/** One passkey, which can be called otherwise and removed. */
export function PasskeyRow({
  passkey: { id, name = 'Without a name', createdAt },
  onChanged,
}: {
  passkey: { id: string; name?: string | undefined; createdAt: Date | string };
  onChanged: () => Promise<void>;
}) {
  const [draft, setDraft] = useState<string>();
  const rename = useMutation({
    mutationFn: async (given: string) =>
      answered(authClient.passkey.updatePasskey({ id, name: given.trim() })),
    onSuccess: async () => {
      await onChanged();
      setDraft(undefined);
    },
  });
  const remove = useMutation({
    mutationFn: () => answered(authClient.passkey.deletePasskey({ id })),
    onSettled: onChanged,
  });
  const wrong = rename.error ?? remove.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(draft ?? name);
  };
  return (
    <li>
      {draft === undefined ? (
        <span>
          <bdi>{name}</bdi>
          <span className={settings.quiet}>
            , added <Moment at={new Date(createdAt).toISOString()} dateOnly />
          </span>
        </span>
      ) : (
        <form className={settings.saving} onSubmit={submit} aria-label={`Rename ${name}`}>
          <TextInput
            aria-label="What it is called"
            required
            maxLength={60}
            autoComplete="off"
            autoFocus
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={rename.isPending}>
            Save
          </Button>
        </form>
      )}
      <span className={classes.acts}>
        {draft === undefined && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Rename ${name}`}
            onClick={() => setDraft(name)}
          >
            Rename
          </Button>
        )}
        <Button
          variant="default"
          size="compact-sm"
          loading={remove.isPending}
          aria-label={`Remove ${name}`}
          onClick={() => remove.mutate()}
        >
          Remove
        </Button>
      </span>
      {wrong && (
        <p className={settings.wrong} role="alert">
          {wrong.message}
        </p>
      )}
    </li>
  );
}
