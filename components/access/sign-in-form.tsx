'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import * as z from 'zod/mini';
import classes from '@/components/access/access.module.css';
import { answered, authClient } from '@/components/access/auth-client';
import { mayHavePasskeys } from '@/components/access/may-have-passkeys';
import { ownPath } from '@/components/access/own-path';
import { SecondFactor } from '@/components/access/second-factor';

/** What better-auth answers where the password is not enough. */
const SecondStep = z.object({ twoFactorRedirect: z.literal(true) });

/** A load of the whole page, so that nothing of before is left. */
const goTo = (path: string) => window.location.assign(path);

export function SignInForm({
  providers,
  next,
  fault,
}: {
  /** Accounts elsewhere that one may sign in with. */
  providers: readonly { id: string; name: string }[];
  next: string | undefined;
  /** What went wrong elsewhere, in words. */
  fault: string | undefined;
}) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const target = ownPath(next);
  const signIn = useMutation({
    mutationFn: () => answered(authClient.signIn.email({ email, password })),
    onSuccess: (data) => (SecondStep.safeParse(data).success ? setNeedsCode(true) : goTo(target)),
  });
  const byPasskey = useMutation({
    mutationFn: () => answered(authClient.signIn.passkey()),
    onSuccess: () => goTo(target),
  });
  const elsewhere = useMutation({
    mutationFn: (id: string) =>
      answered(
        authClient.signIn.social({
          provider: id,
          callbackURL: target,
          errorCallbackURL: '/sign-in',
        }),
      ),
  });
  if (needsCode) return <SecondFactor onDone={() => goTo(target)} />;
  const wrong = signIn.error ?? byPasskey.error ?? elsewhere.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Sign in">
      <h1>Sign in</h1>
      {providers.map(({ id, name }) => (
        <Button key={id} variant="default" onClick={() => elsewhere.mutate(id)}>
          Continue with {name}
        </Button>
      ))}
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="username webauthn"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {(wrong !== null || fault !== undefined) && (
        <p className={classes.wrong} role="alert">
          {wrong?.message ?? fault}
        </p>
      )}
      <Button type="submit" loading={signIn.isPending || signIn.isSuccess}>
        Sign in
      </Button>
      <Button
        variant="default"
        loading={byPasskey.isPending}
        onClick={() =>
          mayHavePasskeys() ? byPasskey.mutate() : goTo(asLocalhost(window.location.href))
        }
      >
        Use a passkey
      </Button>
      <p className={classes.quiet}>
        No account? Ask an administrator for an invitation. Password lost? They can make a link that
        sets a new one.
      </p>
    </form>
  );
}

/** The same page by the name that passkeys can be bound to. */
function asLocalhost(href: string): string {
  const url = new URL(href);
  if (url.hostname === '127.0.0.1' || url.hostname === '[::1]') url.hostname = 'localhost';
  return url.href;
}
