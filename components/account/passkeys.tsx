'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { answered, authClient } from '@/components/access/auth-client';
import { mayHavePasskeys } from '@/components/access/may-have-passkeys';
import classes from '@/components/account/account.module.css';
import { passkeysKey } from '@/components/account/own-keys';
import { PasskeyRow } from '@/components/account/passkey-row';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';

/** Signing in by a device of one's own instead of a password. */
export function Passkeys() {
  const client = useQueryClient();
  const [isOffered, setIsOffered] = useState(true);
  // Only the browser knows what it can, and by what name it came here.
  useEffect(() => setIsOffered(mayHavePasskeys()), []);
  const { data, error } = useQuery({
    queryKey: passkeysKey,
    queryFn: async () => (await answered(authClient.passkey.listUserPasskeys())) ?? [],
  });
  const renew = () => client.invalidateQueries({ queryKey: passkeysKey });
  return (
    <Part
      title="Passkeys"
      lead="A fingerprint, a face or a security key instead of the password and the second step."
    >
      {error && (
        <p className={settings.wrong} role="alert">
          {error.message}
        </p>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className={classes.list}>
          {data.map((one) => (
            <PasskeyRow key={one.id} passkey={one} onChanged={renew} />
          ))}
        </ul>
      )}
      {isOffered ? (
        <NewPasskey onAdded={renew} />
      ) : (
        <p className={settings.quiet}>
          None can be added here: a browser binds a passkey to the name of a server. Reach this one
          by a name instead of a number, such as <code>localhost</code>.
        </p>
      )}
    </Part>
  );
}

function NewPasskey({ onAdded }: { onAdded: () => Promise<void> }) {
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: async () => answered(authClient.passkey.addPasskey({ name: name.trim() })),
    onSuccess: async () => {
      setName('');
      await onAdded();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={settings.card} onSubmit={submit} aria-label="Add a passkey">
      <TextInput
        label="What it is called"
        placeholder="My laptop"
        required
        maxLength={60}
        autoComplete="off"
        className={classes.short}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {add.error && (
        <p className={settings.wrong} role="alert">
          {add.error.message}
        </p>
      )}
      <Button type="submit" variant="default" loading={add.isPending}>
        Add a passkey
      </Button>
    </form>
  );
}
