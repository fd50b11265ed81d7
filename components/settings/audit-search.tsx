'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ask } from '@/components/ask';
import { auditParams } from '@/components/settings/audit-params';
import { actionLabels } from '@/components/settings/audit-words';
import classes from '@/components/settings/settings.module.css';
import { AuditFilter } from '@/lib/api/audit';
import { statusQuestion } from '@/lib/api/status';
import { AuditAction } from '@/lib/domain/decision';

const actions = AuditAction.options.map((value) => ({ value, label: actionLabels[value] }));
const { shape } = AuditFilter;

/** Which entries of the audit trail are wanted; the URL carries it. */
export function AuditSearch() {
  const [values, setValues] = useQueryStates(auditParams);
  const [text, setText] = useState(values.search ?? '');
  const [by, setBy] = useState(values.by ?? '');
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const repositories = status?.repositories.map(({ name }) => name) ?? [];
  return (
    <search className={classes.search} aria-label="Search the audit trail">
      <TextInput
        label="About"
        placeholder="acme/web/12, rule-3, a reason"
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setValues({ search: shape.search.safeParse(currentTarget.value).data ?? null });
        }}
      />
      <TextInput
        label="By"
        placeholder="Ada, ada@example.org, 192.0.2.7"
        value={by}
        onChange={({ currentTarget }) => {
          setBy(currentTarget.value);
          setValues({ by: shape.by.safeParse(currentTarget.value).data ?? null });
        }}
      />
      <NativeSelect
        label="What was done"
        data={[{ value: '', label: 'Anything' }, ...actions]}
        value={values.action ?? ''}
        onChange={({ currentTarget }) =>
          setValues({ action: AuditAction.safeParse(currentTarget.value).data ?? null })
        }
      />
      <NativeSelect
        label="Repository"
        data={[{ value: '', label: 'All, and what is about none' }, ...repositories]}
        value={values.repository ?? ''}
        onChange={({ currentTarget }) => setValues({ repository: currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label="From"
        value={values.from ?? ''}
        onChange={({ currentTarget }) => setValues({ from: currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label="To, with that day"
        value={values.to ?? ''}
        onChange={({ currentTarget }) => setValues({ to: currentTarget.value || null })}
      />
    </search>
  );
}
