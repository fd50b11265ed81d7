'use client';

import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { AskFailure, sendRequest } from '@/components/fetch-answer';
import classes from '@/components/settings/settings.module.css';
import { repositoriesOf } from '@/components/sources/repositories-of';
import type { Secret } from '@/components/sources/source-secret';
import { AddedSource, type KnownKind, PostedSource, sourcesQuestion } from '@/lib/api/sources';
import { type Fault, readAs } from '@/lib/domain/fault';

const empty = { kind: 'github', name: '', repositories: '', secret: '' };

/** Sets up a source: its kind alone is needed. */
export function SourceForm({
  kinds,
  onAdded,
}: {
  kinds: readonly KnownKind[];
  onAdded: (secret: Secret) => void;
}) {
  const [draft, setDraft] = useState(empty);
  const [fault, setFault] = useState<Fault>();
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: (posted: Readonly<Record<string, unknown>>) =>
      sendRequest('POST', sourcesQuestion.path, AddedSource, posted),
    onSuccess: async (added) => {
      onAdded({ ...added, kind: draft.kind });
      setDraft({ ...empty, kind: draft.kind });
      await client.invalidateQueries();
    },
    onError: (error) =>
      setFault({
        path: error instanceof AskFailure ? (error.path ?? '') : '',
        reason: error.message,
      }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name, secret } = draft;
    const { value, fault: found } = readAs(PostedSource, {
      kind: draft.kind,
      repositories: repositoriesOf(draft.repositories),
      ...(name.trim() === '' ? {} : { name }),
      ...(secret === '' ? {} : { secret }),
    });
    setFault(found);
    if (value !== undefined) return adding.mutate(value);
    const field = event.currentTarget.elements.namedItem(found.path.split('.')[0] ?? '');
    if (field instanceof HTMLElement) field.focus();
  };
  const field = (name: keyof typeof empty) => ({
    name,
    value: draft[name],
    error: fault?.path.split('.')[0] === name ? fault.reason : undefined,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: currentTarget.value }),
  });
  const groups = [...new Set(kinds.map(({ group }) => group))];
  const isElsewhere = fault !== undefined && !((fault.path.split('.')[0] ?? '') in empty);
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-label="Add a source">
      <div className={classes.fields}>
        <NativeSelect
          {...field('kind')}
          label="What posts"
          data={groups.map((group) => ({
            group: `A ${group}`.replace('A in', 'An in').replace('A an', 'An'),
            items: kinds
              .filter((one) => one.group === group)
              .map(({ kind, label }) => ({ value: kind, label })),
          }))}
        />
        <TextInput {...field('name')} label="Called" placeholder="Its kind" autoComplete="off" />
        <TextInput
          {...field('repositories')}
          label="For these repositories"
          placeholder="acme/web, acme/api"
          autoComplete="off"
          spellCheck={false}
        />
        <PasswordInput
          {...field('secret')}
          label="Its secret, where it made one"
          placeholder="One is made here"
          autoComplete="new-password"
        />
      </div>
      <p className={classes.quiet}>
        A git host may tell of these repositories alone, or of all that it has where none is named.
        A tool that knows no repositories tells of all of these.
      </p>
      {isElsewhere && (
        <p className={classes.wrong} role="alert">
          The source was not added. {fault.reason}
        </p>
      )}
      <Button type="submit" loading={adding.isPending}>
        Add source
      </Button>
    </form>
  );
}
