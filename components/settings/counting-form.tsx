'use client';

import { Checkbox, Radio } from '@mantine/core';
import { useState } from 'react';
import { SettingForm } from '@/components/settings/setting-form';
import classes from '@/components/settings/settings.module.css';
import { kindLabels, kindMeanings } from '@/components/words/labels';
import { windows } from '@/lib/domain/day';
import { RegressionKind } from '@/lib/domain/regression';
import type { Counting } from '@/lib/domain/setting';

/** The window and the kinds that count where the reader chooses no others. */
export function CountingForm({ counting }: { counting: Counting }) {
  const [windowDays, setWindowDays] = useState(`${counting.windowDays}`);
  const [kinds, setKinds] = useState<readonly string[]>(counting.kinds);
  // In one order, whichever was ticked first.
  const value = {
    windowDays: Number(windowDays),
    kinds: RegressionKind.options.filter((kind) => kinds.includes(kind)),
  };
  return (
    <SettingForm name="What counts" settingKey="counting" value={value}>
      <div className={classes.fields}>
        <Radio.Group label="Within" value={windowDays} onChange={setWindowDays}>
          {windows.map((days) => (
            <Radio key={days} mt={8} value={`${days}`} label={`${days} days of the merge`} />
          ))}
        </Radio.Group>
        <Checkbox.Group label="Kinds" value={[...kinds]} onChange={setKinds}>
          {RegressionKind.options.map((kind) => (
            <Checkbox
              key={kind}
              mt={8}
              value={kind}
              label={kindLabels[kind]}
              description={kindMeanings[kind]}
            />
          ))}
        </Checkbox.Group>
      </div>
    </SettingForm>
  );
}
