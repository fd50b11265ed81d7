'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendRequest } from '@/components/fetch-answer';
import classes from '@/components/members/members.module.css';
import { RoleFields } from '@/components/members/role-fields';
import { CopyLine } from '@/components/welcome/copy-line';
import { plural } from '@/components/words/rates';
import {
  EndedSessions,
  MemberAnswer,
  type MembersAnswer,
  memberSessionsPath,
  membersQuestion,
  OneTimePath,
  passwordLinkPath,
} from '@/lib/api/members';

/** Changes what a member may do, removes them, or makes a way to a new password. */
export function MemberActions({
  member,
  origin,
}: {
  member: MembersAnswer['members'][number];
  origin: string;
}) {
  const { id, name, role, teams } = member;
  const [draft, setDraft] = useState({ role, teams });
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: [membersQuestion.path] });
  const change = useMutation({
    mutationFn: () => sendRequest('PUT', membersQuestion.path, MemberAnswer, { id, ...draft }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => sendRequest('DELETE', membersQuestion.path, MemberAnswer, { id }),
    onSuccess,
  });
  const link = useMutation({
    mutationFn: () => sendRequest('POST', passwordLinkPath, OneTimePath, { id }),
  });
  const end = useMutation({
    mutationFn: () => sendRequest('DELETE', memberSessionsPath, EndedSessions, { id }),
  });
  const [isSure, setIsSure] = useState(false);
  const wrong = change.error ?? remove.error ?? link.error ?? end.error;
  return (
    <details className={classes.actions}>
      <summary aria-label={`Change ${name}`}>Change</summary>
      <div className={classes.panel}>
        <RoleFields {...draft} onChange={setDraft} />
        <Button size="compact-sm" loading={change.isPending} onClick={() => change.mutate()}>
          Save
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          loading={link.isPending}
          onClick={() => link.mutate()}
        >
          Make a link for a new password
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          loading={end.isPending}
          onClick={() => end.mutate()}
        >
          End all sessions
        </Button>
        {link.data && <CopyLine name="the address" text={`${origin}${link.data.path}`} />}
        <Button
          variant="default"
          size="compact-sm"
          loading={remove.isPending}
          onClick={() => (isSure ? remove.mutate() : setIsSure(true))}
        >
          {isSure ? `Yes, remove ${name}` : 'Remove'}
        </Button>
        <span role="status">
          {change.isSuccess && 'Saved.'} {end.data && `${plural(end.data.ended, 'session')} ended.`}
        </span>
        {wrong && <p role="alert">{wrong.message}</p>}
      </div>
    </details>
  );
}
