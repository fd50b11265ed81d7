'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { partWords } from '@/components/digests/part-words';
import { sendRequest } from '@/components/fetch-answer';
import classes from '@/components/settings/settings.module.css';
import { DigestAnswer, digestsQuestion, PostedDigest } from '@/lib/api/digests';
import { digestParts } from '@/lib/domain/digest';
import { readAs } from '@/lib/domain/fault';

const nothing = { name: '', address: '', repositories: '' };

/** Adds a digest. */
export function DigestForm() {
  const [texts, setTexts] = useState(nothing);
  const [parts, setParts] = useState<string[]>([...digestParts]);
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: () => {
      const { value, fault } = readAs(PostedDigest, {
        ...texts,
        parts,
        repositories: texts.repositories.split(/[\s,]+/).filter((one) => one !== ''),
      });
      if (fault) throw new Error(`${fault.path} ${fault.reason}.`);
      return sendRequest('POST', digestsQuestion.path, DigestAnswer, value);
    },
    onSuccess: async () => {
      setTexts(nothing);
      await client.invalidateQueries({ queryKey: [digestsQuestion.path] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  const field = (name: keyof typeof nothing) => ({
    autoComplete: 'off',
    value: texts[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTexts((present) => ({ ...present, [name]: value }));
    },
  });
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-label="Add a digest">
      <div className={classes.fields}>
        <TextInput label="Name" placeholder="#engineering" required {...field('name')} />
        <TextInput
          label="Address"
          type="url"
          placeholder="https://hooks.slack.com/services/…"
          required
          {...field('address')}
        />
        <TextInput label="Repositories" placeholder="all" {...field('repositories')} />
      </div>
      <Checkbox.Group label="It tells" value={parts} onChange={setParts}>
        {digestParts.map((part) => (
          <Checkbox key={part} value={part} label={partWords[part].long} mt={6} />
        ))}
      </Checkbox.Group>
      {adding.error && (
        <p className={classes.wrong} role="alert">
          {adding.error.message}
        </p>
      )}
      <Button type="submit" loading={adding.isPending}>
        Add a digest
      </Button>
    </form>
  );
}
