'use client';

import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '@/components/ask';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { SettingForm } from '@/components/settings/setting-form';
import classes from '@/components/settings/settings.module.css';
import { newTeamId } from '@/components/settings/team-id';
import { statusQuestion } from '@/lib/api/status';
import type { Team } from '@/lib/domain/team';

interface TeamRow extends Team {
  /** Stays with its row while the name is written. */
  row: number;
}

/** The teams as rows of a name and repositories. A team keeps its address when its name changes. */
export function TeamForm({ teams }: { teams: readonly Team[] }) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const [rows, setRows] = useState<readonly TeamRow[]>(() =>
    teams.map((team, row) => ({ ...team, row })),
  );
  const change = (row: number, told: Partial<Team>) =>
    setRows(
      rows.map((one) =>
        one.row === row ? { ...one, id: savedId(one, rows, teams), ...told } : one,
      ),
    );
  const add = () => {
    const row = Math.max(-1, ...rows.map((one) => one.row)) + 1;
    setRows([...rows, { row, id: '', name: '', repositories: [] }]);
  };
  const known = (status?.repositories ?? []).map(({ name }) => name);
  return (
    <SettingForm name="Teams" settingKey="teams" value={withIds(rows)}>
      {rows.length === 0 && <p className={classes.quiet}>No team is defined yet.</p>}
      {rows.map(({ row, name, repositories }) => (
        <div key={row} className={classes.team}>
          <TextInput
            aria-label="Name of the team"
            placeholder="Name, for example Payments"
            autoComplete="off"
            value={name}
            onChange={(event) => change(row, { name: event.currentTarget.value })}
          />
          <ChoiceMenu
            label="Repositories"
            whenNone="none"
            choices={[...new Set([...known, ...repositories])].map((value) => ({
              value,
              label: value,
            }))}
            chosen={repositories}
            isSet={repositories.length > 0}
            onChange={(chosen) => change(row, { repositories: chosen ?? [] })}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`Remove ${name || 'the team'}`}
            onClick={() => setRows(rows.filter((one) => one.row !== row))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          Add a team
        </Button>
      </div>
    </SettingForm>
  );
}

/** The id of a row; that of the team that it was saved as, where it was since it was added. */
function savedId({ id, name }: TeamRow, rows: readonly TeamRow[], teams: readonly Team[]): string {
  if (id !== '') return id;
  const saved = teams.find((team) => team.name === name.trim());
  return saved === undefined || rows.some((one) => one.id === saved.id) ? '' : saved.id;
}

/** The teams to save: a new one gets an id by its name. */
function withIds(rows: readonly TeamRow[]): Team[] {
  const taken = new Set(rows.flatMap(({ id }) => (id === '' ? [] : [id])));
  return rows.map(({ id, name, repositories }) => {
    const own = id === '' ? newTeamId(name, taken) : id;
    taken.add(own);
    return { id: own, name, repositories };
  });
}
