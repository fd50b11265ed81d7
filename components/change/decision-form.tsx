'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Foreseen } from '@/components/change/foreseen';
import type { Closing } from '@/components/change/form-openers';
import classes from '@/components/change/story.module.css';
import { useDecide } from '@/components/change/use-decide';
import { AskFailure } from '@/components/fetch-answer';
import type { Fault } from '@/lib/domain/fault';

type Draft<Name extends string> = Readonly<Record<Name | 'reason', string>>;

/** What ties a field to the draft. */
export interface Field {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

/**
 * The form of a decision: its own fields, why it is decided so, and the buttons. What is wrong is said
 * at the field; what belongs to no field, above the buttons.
 */
export function DecisionForm<Name extends string, Sent>({
  title,
  lead,
  initial,
  read,
  send,
  said,
  focusId,
  foreseen,
  isGone,
  submitLabel,
  closing,
  children,
}: {
  title: string;
  lead?: string;
  initial: Readonly<Record<Name, string>>;
  /** What is sent of a draft, or the first field at fault. */
  read: (draft: Draft<Name>) => { value: Sent; fault?: never } | { value?: never; fault: Fault };
  send: (value: Sent) => Promise<unknown>;
  said: string;
  focusId?: string | undefined;
  foreseen?: Foreseen<Sent>;
  /** What is foreseen takes the form away. */
  isGone?: boolean;
  submitLabel: string;
  closing: Closing;
  children?: (field: (name: Name) => Field, draft: Draft<Name>) => ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft<Name>>({ ...initial, reason: '' });
  const [fault, setFault] = useState<Fault>();
  const deciding = useDecide({ send, said, focusId, foreseen, isGone });
  const isField = (path: string) => path in draft;
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const refuse = (found: Fault) => {
    setFault(found);
    const field = form.current?.elements.namedItem(found.path);
    if (field instanceof HTMLElement) field.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    const { value, fault: found } = read(draft);
    if (found !== undefined) return refuse(found);
    deciding.mutate(value, {
      onSuccess: closing.close,
      onError: (error) => refuse(faultOf(error)),
    });
  };
  const field = (name: Name | 'reason'): Field => ({
    name,
    value: draft[name],
    error: fault?.path === name ? fault.reason : undefined,
    onChange: ({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.value }),
  });
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate aria-label={title}>
      {lead !== undefined && <p className={classes.quiet}>{lead}</p>}
      {children !== undefined && <div className={classes.fields}>{children(field, draft)}</div>}
      <TextInput
        {...field('reason')}
        label="Because"
        placeholder="Kept beside it and in the audit trail"
        required
        autoComplete="off"
      />
      {fault !== undefined && !isField(fault.path) && (
        <p className={classes.wrong} role="alert">
          It was not saved. {fault.reason}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="compact-md" loading={deciding.isPending}>
          {submitLabel}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={closing.cancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function faultOf(error: Error): Fault {
  return { path: error instanceof AskFailure ? (error.path ?? '') : '', reason: error.message };
}
