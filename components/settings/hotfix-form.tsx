'use client';

import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { SettingForm } from '@/components/settings/setting-form';
import classes from '@/components/settings/settings.module.css';
import type { HotfixMarks } from '@/lib/domain/setting';

/** What marks a change as a hotfix, one mark a line. */
export function HotfixForm({ marks }: { marks: HotfixMarks }) {
  const [labels, setLabels] = useState(marks.labels.join('\n'));
  const [branches, setBranches] = useState(marks.branches.join('\n'));
  const value = { labels: linesOf(labels), branches: linesOf(branches) };
  return (
    <SettingForm name="What marks a hotfix" settingKey="hotfixMarks" value={value}>
      <div className={classes.fields}>
        <Textarea
          label="Labels"
          description="Whole labels, one a line"
          rows={4}
          value={labels}
          onChange={(event) => setLabels(event.currentTarget.value)}
        />
        <Textarea
          label="Branches"
          description="How their names begin, one a line"
          rows={4}
          value={branches}
          onChange={(event) => setBranches(event.currentTarget.value)}
        />
      </div>
    </SettingForm>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
