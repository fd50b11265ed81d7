'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ListDialog } from '@/components/tables/list-dialog';
import classes from '@/components/tables/list-dialog.module.css';

/** Asks for one line of text over a list. */
export function AskingDialog({
  title,
  lead,
  label,
  initial = '',
  submitLabel,
  refusalOf,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  lead?: string;
  label: string;
  initial?: string;
  submitLabel: string;
  /** What is wrong with a text; undefined where nothing is. */
  refusalOf: (text: string) => string | undefined;
  /** Closes by itself once it was taken. @throws with the words to show where it is refused. */
  onSubmit: (text: string) => Promise<unknown>;
  onClose: () => void;
  /** Fields before the text. */
  children?: ReactNode;
}) {
  const [text, setText] = useState(initial);
  const [wrong, setWrong] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusal = refusalOf(text);
    setWrong(refusal);
    if (refusal !== undefined) return;
    setIsSending(true);
    try {
      await onSubmit(text);
      onClose();
    } catch (error) {
      setWrong(error instanceof Error ? error.message : 'It was not saved.');
      setIsSending(false);
    }
  };
  return (
    <ListDialog title={title} onClose={onClose}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {lead !== undefined && <p className={classes.quiet}>{lead}</p>}
        {children}
        <TextInput
          label={label}
          value={text}
          error={wrong}
          required
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <div className={classes.buttons}>
          <Button type="submit" size="compact-md" loading={isSending}>
            {submitLabel}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </ListDialog>
  );
}
