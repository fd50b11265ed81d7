'use client';

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SettingForm } from '@/components/settings/setting-form';
import classes from '@/components/settings/settings.module.css';
import type { ErrorBudgets } from '@/lib/domain/setting';

interface Row {
  /** Stays with its row while the name is written. */
  id: number;
  repository: string;
  percent: string;
}

/** How many changes may regress: for all repositories, and for each that differs. */
export function BudgetForm({
  budgets,
  repositories,
}: {
  budgets: ErrorBudgets;
  /** The repositories that are known, to be offered. */
  repositories: readonly string[];
}) {
  const [percent, setPercent] = useState(`${budgets.percent}`);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    Object.entries(budgets.repositories).map(([repository, own], id) => ({
      id,
      repository,
      percent: `${own}`,
    })),
  );
  const change = (id: number, told: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...told } : row)));
  const add = () => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    setRows([...rows, { id, repository: '', percent }]);
  };
  const named = rows.filter(({ repository }) => repository.trim() !== '');
  const value = {
    percent: Number(percent),
    repositories: Object.fromEntries(
      named.map((row) => [row.repository.trim(), Number(row.percent)]),
    ),
  };
  const limits = { type: 'number', min: 0.1, max: 50, step: 0.1 } as const;
  return (
    <SettingForm name="Error budgets" settingKey="errorBudgets" value={value}>
      <TextInput
        {...limits}
        className={classes.hours ?? ''}
        label="Per cent of changes, for every repository that has none of its own"
        value={percent}
        onChange={(event) => setPercent(event.currentTarget.value)}
      />
      <div className={classes.services}>
        {rows.map((row) => (
          <div key={row.id} className={classes.service}>
            <TextInput
              aria-label="Repository"
              placeholder="owner/name"
              list="known-repositories"
              autoComplete="off"
              value={row.repository}
              onChange={(event) => change(row.id, { repository: event.currentTarget.value })}
            />
            <TextInput
              {...limits}
              aria-label={`Per cent in ${row.repository || 'the repository'}`}
              value={row.percent}
              onChange={(event) => change(row.id, { percent: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Remove ${row.repository || 'the repository'}`}
              onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
            >
              Remove
            </Button>
          </div>
        ))}
      </div>
      <datalist id="known-repositories">
        {repositories.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          Set a repository apart
        </Button>
      </div>
    </SettingForm>
  );
}
