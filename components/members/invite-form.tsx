'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import { RoleFields } from '@/components/members/role-fields';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import { CopyLine } from '@/components/welcome/copy-line';
import { invitationsPath, membersQuestion, OneTimePath } from '@/lib/api/members';
import type { Role } from '@/lib/domain/member';

/** Makes an address that lets one person in. */
export function InviteForm({ origin }: { origin: string }) {
  const [email, setEmail] = useState('');
  const [allowed, setAllowed] = useState<{ role: Role; teams: string[] }>({
    role: 'viewer',
    teams: [],
  });
  const client = useQueryClient();
  const inviting = useMutation({
    mutationFn: () =>
      sendRequest('POST', invitationsPath, OneTimePath, { email: email.trim(), ...allowed }),
    onSuccess: async () => {
      setEmail('');
      await client.invalidateQueries({ queryKey: [membersQuestion.path] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <Part
      title="Invite somebody"
      lead="No mail is sent: you hand the address over yourself. It works once, within seven days. Whoever signs in with an account elsewhere of that e-mail address needs no more than being invited."
    >
      <form className={classes.card} onSubmit={submit} aria-label="Invite somebody">
        <div className={classes.fields}>
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="off"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RoleFields {...allowed} onChange={setAllowed} />
        </div>
        {inviting.error && (
          <p className={classes.wrong} role="alert">
            {inviting.error.message}
          </p>
        )}
        <Button type="submit" loading={inviting.isPending}>
          Make the address
        </Button>
        {inviting.data && (
          <div role="status">
            <p>Hand this address over. It is shown this once:</p>
            <CopyLine name="the address" text={`${origin}${inviting.data.path}`} />
          </div>
        )}
      </form>
    </Part>
  );
}
