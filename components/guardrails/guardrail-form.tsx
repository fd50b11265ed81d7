'use client';

import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { AskFailure, sendRequest } from '@/components/fetch-answer';
import { AgentMenu, RepositoryMenu } from '@/components/filters/place-menus';
import { guardrailLabels } from '@/components/guardrails/guardrail-words';
import settings from '@/components/settings/settings.module.css';
import { ChangedGuardrail, guardrailsQuestion } from '@/lib/api/guardrails';
import { type Fault, readAs } from '@/lib/domain/fault';
import { Guardrail, GuardrailKind } from '@/lib/domain/guardrail';

const fieldNames = ['name', 'kind', 'what', 'since', 'reason'] as const;
type FieldName = (typeof fieldNames)[number];

/** Adds a guardrail, and goes to its page. */
export function GuardrailForm({ kind, onCancel }: { kind: GuardrailKind; onCancel: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Readonly<Record<FieldName, string>>>({
    name: '',
    kind,
    what: '',
    since: '',
    reason: '',
  });
  const [repositories, setRepositories] = useState<string[] | null>(null);
  const [agents, setAgents] = useState<string[] | null>(null);
  const [fault, setFault] = useState<Fault>();
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  const refuse = (found: Fault) => {
    setFault(found);
    const field = form.current?.elements.namedItem(found.path);
    if (field instanceof HTMLElement) field.focus();
  };
  const adding = useMutation({
    mutationFn: (guardrail: Guardrail) =>
      sendRequest('POST', guardrailsQuestion.path, ChangedGuardrail, guardrail),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries();
      router.push(`/guardrails/${id}`);
    },
    onError: (error) =>
      refuse({
        path: error instanceof AskFailure ? (error.path ?? '') : '',
        reason: error.message,
      }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    const told = Object.entries(draft).filter(([, value]) => value !== '');
    const scope = { repositories: repositories ?? [], agents: agents ?? [] };
    const { value, fault: found } = readAs(Guardrail, { ...Object.fromEntries(told), ...scope });
    if (found !== undefined) return refuse(found);
    adding.mutate(value);
  };
  const field = (name: FieldName) => ({
    name,
    value: draft[name],
    error: fault?.path === name ? fault.reason : undefined,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: currentTarget.value }),
  });
  const elsewhere = fault !== undefined && !fieldNames.some((name) => name === fault.path);
  return (
    <form
      ref={form}
      className={settings.card}
      onSubmit={submit}
      noValidate
      aria-label="Add a guardrail"
    >
      <div className={settings.fields}>
        <TextInput
          {...field('name')}
          label="Name"
          placeholder="Integration tests in CI"
          required
          autoComplete="off"
        />
        <NativeSelect
          {...field('kind')}
          label="What it is"
          data={GuardrailKind.options.map((value) => ({ value, label: guardrailLabels[value] }))}
        />
        <TextInput
          {...field('since')}
          label="Since"
          description="The first day of merges under it"
          type="date"
          required
        />
      </div>
      <Textarea
        {...field('what')}
        label="In words"
        placeholder="Every change to the checkout runs against the whole shop before it is merged."
        required
        rows={2}
      />
      <div className={settings.search}>
        <RepositoryMenu chosen={repositories} onChange={setRepositories} whenNone="everywhere" />
        <AgentMenu chosen={agents} onChange={setAgents} whenNone="all agents" />
      </div>
      <TextInput
        {...field('reason')}
        label="Because"
        placeholder="Kept beside it and in the audit trail"
        required
        autoComplete="off"
      />
      {elsewhere && (
        <p className={settings.wrong} role="alert">
          It was not saved. {fault.path} {fault.reason}
        </p>
      )}
      <div className={settings.saving}>
        <Button type="submit" loading={adding.isPending}>
          Add the guardrail
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
