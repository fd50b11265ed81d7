'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { ask } from '@/components/ask';
import { AskFailure, sendRequest } from '@/components/fetch-answer';
import classes from '@/components/keeping/keeping.module.css';
import { countsInWords } from '@/components/keeping/keeping-words';
import { Answered } from '@/components/layout/answered';
import settings from '@/components/settings/settings.module.css';
import { listed } from '@/components/words/list-words';
import { plural } from '@/components/words/rates';
import {
  DeletedRepository,
  type RepositoryAnswer,
  RepositoryDeletion,
  repositoryDeletionPath,
  repositoryQuestion,
} from '@/lib/api/repository';
import { type Fault, readAs } from '@/lib/domain/fault';

/** Says what goes with a repository, and deletes it once its name was typed. */
export function DeleteDialog({
  name,
  onClose,
  onDeleted,
}: {
  name: string;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const query = useQuery({
    ...ask(repositoryQuestion, { name }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: false,
  });
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>
        Delete <bdi>{name}</bdi>?
      </h2>
      <Answered query={query} what="What would go" height="18rem">
        {(answer) => <WhatGoes answer={answer} />}
      </Answered>
      <ConfirmForm
        name={name}
        isKnown={query.isSuccess}
        onCancel={() => dialog.current?.close()}
        onDeleted={onDeleted}
      />
    </dialog>
  );
}

function WhatGoes({ answer }: { answer: RepositoryAnswer }) {
  const { counts, formerNames, sharedDeliveries } = answer;
  return (
    <div className={classes.goes}>
      <p>
        All that is stored of it goes, and <strong>cannot be brought back</strong>:
      </p>
      <ul className={classes.counts}>
        {countsInWords(counts).map(({ name, count, words }) => (
          <li key={name} data-none={count === 0}>
            {words}
          </li>
        ))}
      </ul>
      <p className={settings.quiet}>
        {formerNames.length > 0 && `It was called ${listed(formerNames)}: that is forgotten too. `}
        {sharedDeliveries > 0 &&
          `${plural(sharedDeliveries, 'delivery that tells of other repositories too stays', 'deliveries that tell of other repositories too stay')}. `}
        Deliveries that nothing was made of, the audit trail, and rules, teams and sources that name
        it stay.
      </p>
    </div>
  );
}

const empty = { confirmed: '', reason: '' };

function ConfirmForm({
  name,
  isKnown,
  onCancel,
  onDeleted,
}: {
  name: string;
  /** What goes is told. */
  isKnown: boolean;
  onCancel: () => void;
  onDeleted: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(empty);
  const [fault, setFault] = useState<Fault>();
  const client = useQueryClient();
  const refuse = (found: Fault) => {
    setFault(found);
    const field = form.current?.elements.namedItem(found.path);
    if (field instanceof HTMLElement) field.focus();
  };
  const deleting = useMutation({
    mutationFn: (posted: Readonly<Record<string, unknown>>) =>
      sendRequest('POST', repositoryDeletionPath, DeletedRepository, posted),
    onSuccess: async () => {
      onDeleted();
      // What would go cannot be asked any more.
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== repositoryQuestion.path,
      });
    },
    onError: (error) =>
      refuse({
        path: error instanceof AskFailure ? (error.path ?? '') : '',
        reason: error.message,
      }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { value, fault: found } = readAs(RepositoryDeletion, { name, ...draft });
    setFault(undefined);
    if (found !== undefined) return refuse(found);
    deleting.mutate(value);
  };
  const field = (key: keyof typeof empty) => ({
    name: key,
    value: draft[key],
    error: fault?.path === key ? fault.reason : undefined,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [key]: currentTarget.value }),
    required: true,
    autoComplete: 'off',
  });
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={submit}
      noValidate
      aria-label={`Delete ${name}`}
    >
      <TextInput
        {...field('confirmed')}
        label="The repository’s name, to be sure"
        placeholder={name}
        spellCheck={false}
      />
      <TextInput {...field('reason')} label="Because" placeholder="Kept in the audit trail" />
      {fault !== undefined && !(fault.path in empty) && (
        <p className={settings.wrong} role="alert">
          It was not deleted. {fault.reason}
        </p>
      )}
      <div className={settings.saving}>
        <Button
          type="submit"
          className={classes.danger ?? ''}
          loading={deleting.isPending}
          disabled={!isKnown || draft.confirmed !== name}
        >
          Delete for good
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
