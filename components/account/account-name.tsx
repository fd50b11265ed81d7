'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { answered, authClient } from '@/components/access/auth-client';
import { useViewer } from '@/components/access/viewer';
import classes from '@/components/account/account.module.css';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';

/** The name that stands beside what one decides. */
export function AccountName() {
  const person = useViewer()?.person;
  const [name, setName] = useState(person?.name ?? '');
  const router = useRouter();
  const saving = useMutation({
    mutationFn: () => answered(authClient.updateUser({ name: name.trim() })),
    onSuccess: () => router.refresh(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Part title="Name">
      <form className={settings.card} onSubmit={submit} aria-label="Name">
        <TextInput
          label="Your name"
          description="Shown beside what you decide; what you decided before keeps the one before."
          autoComplete="name"
          required
          maxLength={100}
          className={classes.short}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {saving.error && (
          <p className={settings.wrong} role="alert">
            It was not saved. {saving.error.message}
          </p>
        )}
        <div className={settings.saving}>
          <Button type="submit" variant="default" loading={saving.isPending}>
            Save
          </Button>
          <span className={settings.quiet} role="status">
            {saving.isSuccess && 'Saved.'}
          </span>
        </div>
      </form>
    </Part>
  );
}
