'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answered, authClient } from '@/components/access/auth-client';
import classes from '@/components/account/account.module.css';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';
import { Moment } from '@/components/words/moment';

const key = ['passkeys'];

/** Signing in by a device of one's own instead of a password. */
export function Passkeys() {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => (await answered(authClient.passkey.listUserPasskeys())) ?? [],
  });
  const renew = () => client.invalidateQueries({ queryKey: key });
  const add = useMutation({
    mutationFn: async () => answered(authClient.passkey.addPasskey({ name })),
    onSuccess: async () => {
      setName('');
      await renew();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => answered(authClient.passkey.deletePasskey({ id })),
    onSettled: renew,
  });
  const wrong = add.error ?? remove.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Part
      title="Passkeys"
      lead="A fingerprint, a face or a security key instead of the password. Works where this server is reached by a name, not by a number."
    >
      <ul className={classes.list}>
        {data?.map((one) => (
          <li key={one.id}>
            <span>
              <bdi>{one.name || 'Without a name'}</bdi>, added{' '}
              <Moment at={new Date(one.createdAt).toISOString()} dateOnly />
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`Remove the passkey ${one.name ?? ''}`}
              onClick={() => remove.mutate(one.id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <form className={settings.card} onSubmit={submit} aria-label="Add a passkey">
        <TextInput
          label="What it is called"
          placeholder="My laptop"
          required
          maxLength={60}
          className={classes.short}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {wrong && (
          <p className={settings.wrong} role="alert">
            {wrong.message}
          </p>
        )}
        <Button type="submit" variant="default" loading={add.isPending}>
          Add a passkey
        </Button>
      </form>
    </Part>
  );
}
