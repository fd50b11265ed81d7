'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { renderSVG } from 'uqr';
import { answered, authClient } from '@/components/access/auth-client';
import classes from '@/components/account/account.module.css';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';

interface Begun {
  totpURI: string;
  backupCodes: string[];
}

/** A second step after the password, by an authenticator app. */
export function TwoSteps({ isOn: wasOn }: { isOn: boolean }) {
  const [isOn, setIsOn] = useState(wasOn);
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<Begun>();
  const begin = useMutation({
    mutationFn: async () => {
      if (!isOn) return answered(authClient.twoFactor.enable({ password }));
      await answered(authClient.twoFactor.disable({ password }));
      return undefined;
    },
    onSuccess: (made) => {
      setPassword('');
      if (isOn) setIsOn(false);
      else if (made && 'totpURI' in made)
        setBegun({ totpURI: made.totpURI, backupCodes: made.backupCodes });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  const done = () => {
    setBegun(undefined);
    setIsOn(true);
  };
  return (
    <Part
      title="Second step"
      lead={
        isOn
          ? 'After the password, a code of your authenticator app is asked for.'
          : 'An authenticator app shows a code that is asked for after the password: a stolen password alone opens nothing.'
      }
    >
      {begun === undefined ? (
        <form className={settings.card} onSubmit={submit} aria-label="Second step">
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            required
            className={classes.short}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {begin.error && (
            <p className={settings.wrong} role="alert">
              {begin.error.message}
            </p>
          )}
          <Button type="submit" variant={isOn ? 'default' : 'filled'} loading={begin.isPending}>
            {isOn ? 'Do without' : 'Set it up'}
          </Button>
        </form>
      ) : (
        <Confirming begun={begun} onDone={done} />
      )}
    </Part>
  );
}

/** The secret for the app, and the first code that proves it arrived there. */
function Confirming({ begun, onDone }: { begun: Begun; onDone: () => void }) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => answered(authClient.twoFactor.verifyTotp({ code: code.trim() })),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  return (
    <form className={settings.card} onSubmit={submit} aria-label="Second step">
      <div className={classes.confirming}>
        {/* biome-ignore lint/performance/noImgElement: it is made here, and nothing is fetched */}
        <img
          className={classes.code}
          alt="The secret for your authenticator app, as a code to scan"
          src={`data:image/svg+xml,${encodeURIComponent(renderSVG(begun.totpURI, { border: 2 }))}`}
        />
        <div className={classes.stack}>
          <p>
            Scan this with your authenticator app, or type <code>{secret}</code> there.
          </p>
          <p>
            Without the app one of these opens the account, each once. Keep them where the app is
            not:
          </p>
          <ul className={classes.backup}>
            {begun.backupCodes.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <TextInput
        label="The code that the app shows now"
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        className={classes.short}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {confirm.error && (
        <p className={settings.wrong} role="alert">
          {confirm.error.message}
        </p>
      )}
      <Button type="submit" loading={confirm.isPending}>
        Confirm
      </Button>
    </form>
  );
}
