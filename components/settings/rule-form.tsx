'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { AskFailure, sendRequest } from '@/components/fetch-answer';
import { emptyDraft, isSimple, type RuleDraft, readDraft } from '@/components/settings/rule-draft';
import { RulePlaceFields } from '@/components/settings/rule-place-fields';
import classes from '@/components/settings/settings.module.css';
import { KnownAgents } from '@/components/words/known-agents';
import { ChangedRule, rulesQuestion } from '@/lib/api/rules';
import type { Fault } from '@/lib/domain/fault';
import type { Rule, RulePlace } from '@/lib/domain/rule';

const accountHint =
  'The whole of it. * stands for anything: acme-* is every login that begins so, *@bots.acme.com every address there.';

/** How a pattern of each place is called, and what it may look like. */
const patternFields: Record<RulePlace, { label: string; placeholder: string; hint: string }> = {
  account: { label: 'Login or e-mail', placeholder: 'acme-bot', hint: accountHint },
  committer: { label: 'Login or e-mail', placeholder: 'acme-bot', hint: accountHint },
  'co-author': { label: 'Login or e-mail', placeholder: 'agent@acme.com', hint: accountHint },
  line: {
    label: 'The whole line',
    placeholder: 'Made-by: Acme*',
    hint: '* stands for anything: Made-by: Acme* is every line that begins so.',
  },
  description: {
    label: 'The whole line',
    placeholder: '*agents.acme.com/runs/*',
    hint: '* stands for anything: *agents.acme.com/runs/* is every line that holds such a link.',
  },
  branch: {
    label: 'The whole branch',
    placeholder: 'acme-agent/*',
    hint: '* stands for anything: acme-agent/* is every branch that begins so.',
  },
  label: { label: 'The whole label', placeholder: 'by-acme-agent', hint: '* stands for anything.' },
  note: {
    label: 'What the note calls the tool',
    placeholder: 'acme-agent',
    hint: '* stands for anything.',
  },
};

const whose: { value: Rule['authorship']; label: string }[] = [
  { value: 'agent', label: 'an agent' },
  { value: 'human', label: 'a person' },
  { value: 'automation', label: 'automation, no coding agent' },
];

/** Adds a rule: first of all that a whole account is somebody's, other marks behind a choice. */
export function RuleForm({ initial }: { initial: RuleDraft }) {
  const [draft, setDraft] = useState(initial);
  const [fault, setFault] = useState<Fault>();
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: (rule: Rule) => sendRequest('POST', rulesQuestion.path, ChangedRule, rule),
    onSuccess: async () => {
      setDraft(emptyDraft);
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
    const { value, fault: found } = readDraft(draft);
    setFault(found);
    if (value !== undefined) return adding.mutate(value);
    const field = event.currentTarget.elements.namedItem(found.path);
    if (field instanceof HTMLElement) field.focus();
  };
  /** What ties a field of the form to the draft. */
  const field = (name: keyof RuleDraft & string) => ({
    name,
    value: draft[name] ?? '',
    error: fault?.path === name ? fault.reason : undefined,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: currentTarget.value }),
  });
  const { label, placeholder, hint } = patternFields[draft.found];
  const elsewhere = fault !== undefined && !(fault.path in draft);
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-label="Add a rule">
      <div className={classes.fields}>
        <TextInput
          {...field('pattern')}
          label={label}
          placeholder={placeholder}
          required
          autoComplete="off"
          spellCheck={false}
        />
        {draft.found === 'account' && (
          <NativeSelect {...field('authorship')} label="is" data={whose} />
        )}
        {(draft.found !== 'account' || draft.authorship === 'agent') && (
          <TextInput
            {...field('agent')}
            label={draft.found === 'account' ? 'namely' : 'is the mark of'}
            placeholder="Claude Code, or a name of your own"
            required
            list="known-agents"
            autoComplete="off"
          />
        )}
      </div>
      <KnownAgents id="known-agents" />
      <p className={classes.quiet}>{hint}</p>
      <TextInput
        {...field('reason')}
        label="Because"
        placeholder="It runs our own agent on tickets"
        required
        autoComplete="off"
      />
      <details open={!isSimple(initial)}>
        <summary>Another mark than an account, or only some changes</summary>
        <RulePlaceFields found={draft.found} field={field} />
      </details>
      {elsewhere && (
        <p className={classes.wrong} role="alert">
          The rule was not added. {fault.reason}
        </p>
      )}
      <Button type="submit" loading={adding.isPending}>
        Add rule
      </Button>
    </form>
  );
}
