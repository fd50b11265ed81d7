'use client';

import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type * as z from 'zod/mini';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { Card } from '@/components/welcome/card';
import { CopyLine } from '@/components/welcome/copy-line';
import { ImportProgress } from '@/components/welcome/import-progress';
import classes from '@/components/welcome/welcome.module.css';
import { ImportRequest, importsQuestion } from '@/lib/api/imports';

/** Reads the history of a checkout on the server: from this form, or from a command line. */
export function ImportHistory() {
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: (fields: Record<string, string>) => {
      const request = ImportRequest.safeParse(fields);
      if (!request.success) throw new Error(faultOf(request.error));
      return sendRequest('POST', importsQuestion.path, importsQuestion.answer, request.data);
    },
    onSuccess: (imports) => client.setQueryData(ask(importsQuestion, {}).queryKey, imports),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate(filledFields(new FormData(event.currentTarget)));
  };
  return (
    <Card
      title="Import a git history"
      lead="Reads every merge of a checkout or a bare repository on this server, with who wrote it and what was reverted. Nothing leaves this machine; run again, it adds only what is new."
    >
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          name="path"
          label="Path on this server"
          placeholder="/home/me/src/web"
          required
          autoComplete="off"
          spellCheck={false}
        />
        <details>
          <summary>More choices</summary>
          <div className={classes.more}>
            <TextInput
              name="name"
              label="Name"
              description="As owner/name; else taken from its remote"
              placeholder="acme/web"
            />
            <TextInput
              name="branch"
              label="Branch"
              description="Else its default branch"
              placeholder="main"
            />
            <TextInput
              name="since"
              label="Since"
              description="Else from the first commit on"
              type="date"
            />
          </div>
        </details>
        <Button type="submit" loading={start.isPending}>
          Import
        </Button>
      </form>
      {start.error && (
        <Alert color="red" variant="light" title="The import did not start" role="alert">
          {start.error.message}
        </Alert>
      )}
      <ImportProgress />
      <p className={classes.or}>Or from a command line, with a progress bar:</p>
      <CopyLine name="the import command" text="npm run import -- <path to a checkout>" />
    </Card>
  );
}

function filledFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string' && value.trim() !== '') fields[name] = value.trim();
  }
  return fields;
}

function faultOf(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  return issue === undefined
    ? 'The form is not complete.'
    : `${issue.path.join('.')}: ${issue.message}`;
}
