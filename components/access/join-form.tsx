'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import classes from '@/components/access/access.module.css';
import { authClient } from '@/components/access/auth-client';
import { sendRequest } from '@/components/fetch-answer';
import { JoinAnswer, joinPath, OneTimeLinkAnswer, oneTimeLinkPath } from '@/lib/api/join';

const titles: Record<OneTimeLinkAnswer['purpose'], { title: string; button: string }> = {
  first: { title: 'Make the first administrator', button: 'Begin' },
  invitation: { title: 'Join', button: 'Join' },
  password: { title: 'Set a new password', button: 'Set it' },
};

/** What a one-time link leads to. Its key stands behind `#`, so that no server's log has it. */
export function JoinForm() {
  const [key, setKey] = useState<string>();
  useEffect(() => setKey(window.location.hash.slice(1)), []);
  const link = useQuery({
    queryKey: [oneTimeLinkPath, key],
    queryFn: () => sendRequest('POST', oneTimeLinkPath, OneTimeLinkAnswer, { key }),
    enabled: key !== undefined,
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (link.error) {
    return (
      <div className={classes.form}>
        <h1>This link opens nothing</h1>
        <p role="alert">{link.error.message}</p>
        <p className={classes.quiet}>
          An administrator makes another on Settings → Members. Before there is one, each start of
          the server prints a new link.
        </p>
      </div>
    );
  }
  if (key === undefined || link.data === undefined) return <p>Looking at the link …</p>;
  return <Joining linkKey={key} link={link.data} />;
}

function Joining({ linkKey, link }: { linkKey: string; link: OneTimeLinkAnswer }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState(link.email ?? '');
  const [password, setPassword] = useState('');
  const isNew = link.purpose !== 'password';
  const join = useMutation({
    mutationFn: async () => {
      const filled = { key: linkKey, password, ...(isNew && { name, email }) };
      const joined = await sendRequest('POST', joinPath, JoinAnswer, filled);
      await authClient.signIn.email({ email: joined.email, password });
    },
    // Whoever still needs a second step gives it on the sign-in page.
    onSuccess: () => window.location.assign('/'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate();
  };
  const { title, button } = titles[link.purpose];
  return (
    <form className={classes.form} onSubmit={submit} aria-label={title}>
      <h1>{title}</h1>
      {isNew && (
        <TextInput
          label="Name"
          description="Shown beside what you decide."
          autoComplete="name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="username"
        required
        readOnly={link.email !== null}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        description="At least 12 characters. A sentence is best."
        autoComplete="new-password"
        required
        minLength={12}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {join.error && (
        <p className={classes.wrong} role="alert">
          {join.error.message}
        </p>
      )}
      <Button type="submit" loading={join.isPending || join.isSuccess}>
        {button}
      </Button>
    </form>
  );
}
