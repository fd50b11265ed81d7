'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { SettingForm } from '@/components/settings/setting-form';
import classes from '@/components/settings/settings.module.css';

/** For how many days bodies are kept. */
export function RetentionForm({ rawDays }: { rawDays: number }) {
  const [days, setDays] = useState(`${rawDays}`);
  return (
    <SettingForm
      name="How long bodies are kept"
      settingKey="retention"
      value={{ rawDays: Number(days) }}
    >
      <TextInput
        className={classes.hours ?? ''}
        label="Days"
        description="From 1 to 3,650"
        type="number"
        min={1}
        max={3650}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
    </SettingForm>
  );
}
