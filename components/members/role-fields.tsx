'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { statusQuestion } from '@/lib/api/status';
import { Role } from '@/lib/domain/member';

/** What somebody may do, and whose repositories they see. */
export function RoleFields({
  role,
  teams,
  onChange,
}: {
  role: Role;
  teams: readonly string[];
  onChange: (changed: { role: Role; teams: string[] }) => void;
}) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const known = status?.teams ?? [];
  return (
    <>
      <NativeSelect
        label="Role"
        data={[...Role.options]}
        value={role}
        onChange={({ currentTarget }) =>
          onChange({ role: Role.parse(currentTarget.value), teams: [...teams] })
        }
      />
      {known.length > 0 && role !== 'admin' && (
        <Checkbox.Group
          label="Sees the repositories of"
          description="All repositories where none is chosen."
          value={[...teams]}
          onChange={(chosen) => onChange({ role, teams: chosen })}
        >
          {known.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} mt={6} />
          ))}
        </Checkbox.Group>
      )}
    </>
  );
}
