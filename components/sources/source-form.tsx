'use client';

import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { AskFailure, sendRequest } from '@/components/fetch-answer';
import classes from '@/components/settings/settings.module.css';
import { repositoriesOf } from '@/components/sources/repositories-of';
import type { Secret } from '@/components/sources/source-secret';
import { AddedSource, type KnownKind, PostedSource, sourcesQuestion } from '@/lib/api/sources';
import { type Fault, readAs } from '@/lib/domain/fault';

const fields = ['kind', 'name', 'repositories', 'secret'] as const;
type Field = (typeof fields)[number];

/** Sets up a source: its kind alone is needed. */
export function SourceForm({
  kinds,
  onAdded,
}: {
  kinds: readonly KnownKind[];
  onAdded: (secret: Secret) => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<Fault>();
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: (posted: z.output<typeof PostedSource>) =>
      sendRequest('POST', sourcesQuestion.path, AddedSource, posted),
    onSuccess: async (added, { kind }) => {
      onAdded({ ...added, kind });
      form.current?.reset();
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
    // As the form holds it: what was entered before the page was all there counts as well.
    const entered = new FormData(event.currentTarget);
    const [kind, name, repositories, secret] = [
      String(entered.get('kind')),
      String(entered.get('name')),
      String(entered.get('repositories')),
      String(entered.get('secret')),
    ];
    const { value, fault: found } = readAs(PostedSource, {
      kind,
      repositories: repositoriesOf(repositories),
      ...(name.trim() === '' ? {} : { name }),
      ...(secret === '' ? {} : { secret }),
    });
    setFault(found);
    if (value !== undefined) return adding.mutate(value);
    const field = event.currentTarget.elements.namedItem(found.path.split('.')[0] ?? '');
    if (field instanceof HTMLElement) field.focus();
  };
  const field = (name: Field) => ({
    name,
    error: fault?.path.split('.')[0] === name ? fault.reason : undefined,
  });
  const groups = [...new Set(kinds.map(({ group }) => group))];
  const isElsewhere =
    fault !== undefined && fields.every((name) => name !== fault.path.split('.')[0]);
  return (
    <form
      ref={form}
      className={classes.card}
      onSubmit={submit}
      noValidate
      aria-label="Add a source"
    >
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
