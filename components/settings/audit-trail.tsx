'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ask, askPages } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { auditColumns } from '@/components/settings/audit-columns';
import { auditParams } from '@/components/settings/audit-params';
import { actionLabels } from '@/components/settings/audit-words';
import classes from '@/components/settings/settings.module.css';
import { PagedList } from '@/components/tables/paged-list';
import { plural } from '@/components/words/rates';
import { auditQuestion } from '@/lib/api/audit';
import { statusQuestion } from '@/lib/api/status';
import { AuditAction } from '@/lib/domain/decision';

const actions = AuditAction.options.map((value) => ({ value, label: actionLabels[value] }));

/** Who decided what, about what, when and why. */
export function AuditTrail() {
  const [values, setValues] = useQueryStates(auditParams);
  const [text, setText] = useState(values.search ?? '');
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const query = useInfiniteQuery(askPages(auditQuestion, asAsk(auditQuestion.ask, values)));
  const isNarrow = Object.values(values).some((value) => value !== null);
  const search = (said: string) => {
    setText(said);
    setValues({ search: auditQuestion.ask.shape.search.safeParse(said).data ?? null });
  };
  const repositories = status?.repositories.map(({ name }) => name) ?? [];
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Audit trail</h1>
        <p className={classes.lead}>
          Everything that people decided, with their reason. It is only ever added to: what is
          undone stays, and so does its undoing.
        </p>
      </header>
      <search className={classes.search} aria-label="Search the audit trail">
        <TextInput
          label="About"
          placeholder="acme/web/12, rule-3, a reason"
          value={text}
          onChange={(event) => search(event.currentTarget.value)}
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
      </search>
      <PagedList
        query={query}
        columns={auditColumns}
        sentence={(total) => `${plural(total, 'decision')}, newest first.`}
        empty={
          isNarrow ? (
            <Empty title="Nothing of this choice">No decision matches what is asked above.</Empty>
          ) : (
            <Empty title="Nobody has decided anything yet">
              Rules, settings, and what people say of who wrote a change or whether it regressed are
              kept here, each with its reason and a way back.
            </Empty>
          )
        }
      />
    </div>
  );
}
