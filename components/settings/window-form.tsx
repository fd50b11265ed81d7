'use client';

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SettingForm } from '@/components/settings/setting-form';
import classes from '@/components/settings/settings.module.css';
import type { IncidentWindows } from '@/lib/domain/setting';

interface ServiceRow {
  /** Stays with its row while the name is written. */
  id: number;
  service: string;
  hours: string;
}

/** How far before an incident its deployment is looked for: for all services, and for each that differs. */
export function WindowForm({
  windows,
  services,
}: {
  windows: IncidentWindows;
  /** The services that are known, to be offered. */
  services: readonly string[];
}) {
  const [hours, setHours] = useState(`${windows.hours}`);
  const [rows, setRows] = useState<readonly ServiceRow[]>(() =>
    Object.entries(windows.services).map(([service, own], id) => ({
      id,
      service,
      hours: `${own}`,
    })),
  );
  const change = (id: number, told: Partial<ServiceRow>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...told } : row)));
  const add = () => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    setRows([...rows, { id, service: '', hours }]);
  };
  const named = rows.filter(({ service }) => service.trim() !== '');
  const value = {
    hours: Number(hours),
    services: Object.fromEntries(named.map((row) => [row.service.trim(), Number(row.hours)])),
  };
  return (
    <SettingForm name="How far before an incident" settingKey="incidentWindows" value={value}>
      <TextInput
        className={classes.hours ?? ''}
        label="Hours, for every service that has none of its own"
        type="number"
        min={1}
        max={720}
        value={hours}
        onChange={(event) => setHours(event.currentTarget.value)}
      />
      <div className={classes.services}>
        {rows.map((row) => (
          <div key={row.id} className={classes.service}>
            <TextInput
              aria-label="Service"
              placeholder="Service"
              list="known-services"
              autoComplete="off"
              value={row.service}
              onChange={(event) => change(row.id, { service: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Hours of ${row.service || 'the service'}`}
              type="number"
              min={1}
              max={720}
              value={row.hours}
              onChange={(event) => change(row.id, { hours: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Remove ${row.service || 'the service'}`}
              onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
            >
              Remove
            </Button>
          </div>
        ))}
      </div>
      <datalist id="known-services">
        {services.map((service) => (
          <option key={service} value={service} />
        ))}
      </datalist>
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          Set a service apart
        </Button>
      </div>
    </SettingForm>
  );
}
