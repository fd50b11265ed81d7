'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import classes from '@/components/settings/settings.module.css';
import { CopyLine } from '@/components/welcome/copy-line';
import { MadeToken, PostedToken, tokensQuestion } from '@/lib/api/tokens';
import { readAs } from '@/lib/domain/fault';
import { type TokenScope, tokenScopes } from '@/lib/domain/token-scope';

const scopeWords: Record<TokenScope, string> = {
  post: 'post: tell of events and test reports',
  read: 'read: ask all that the pages show',
  gate: 'gate: ask whether a pull request may go with normal review',
  metrics: 'metrics: read how this server fares',
};

/** Makes a token, which is shown this once. */
export function TokenForm() {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['post']);
  const [repositories, setRepositories] = useState('');
  const [expires, setExpires] = useState('');
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () => {
      const draft = {
        name,
        scopes,
        repositories: repositories.split(/[\s,]+/).filter((one) => one !== ''),
        ...(expires !== '' && { expires }),
      };
      const { value, fault } = readAs(PostedToken, draft);
      if (fault) throw new Error(`${fault.path} ${fault.reason}.`);
      return sendRequest('POST', tokensQuestion.path, MadeToken, value);
    },
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: [tokensQuestion.path] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-label="Make a token">
      <div className={classes.fields}>
        <TextInput
          label="What it is for"
          placeholder="CI of acme/web"
          required
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Repositories"
          placeholder="all"
          autoComplete="off"
          value={repositories}
          onChange={(event) => setRepositories(event.currentTarget.value)}
        />
        <TextInput
          label="Last day"
          type="date"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
      </div>
      <Checkbox.Group label="It may" value={scopes} onChange={setScopes}>
        {tokenScopes.map((scope) => (
          <Checkbox key={scope} value={scope} label={scopeWords[scope]} mt={6} />
        ))}
      </Checkbox.Group>
      {making.error && (
        <p className={classes.wrong} role="alert">
          {making.error.message}
        </p>
      )}
      <Button type="submit" loading={making.isPending}>
        Make a token
      </Button>
      {making.data && (
        <div role="status">
          <p>This is the token. It is shown this once:</p>
          <CopyLine name="the token" text={making.data.token} />
        </div>
      )}
    </form>
  );
}
