import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { RegressionSettings } from '@/components/settings/regression-settings';
import { rejudgementsQuestion } from '@/lib/api/rejudgements';
import { settingsQuestion } from '@/lib/api/settings';
import { enter } from '@/lib/http/enter';
import { rejudgements } from '@/lib/measure/rejudgements';
import { settings } from '@/lib/measure/settings';

export const metadata: Metadata = { title: 'Finding regressions' };

export default async function RegressionSettingsPage() {
  const { measured } = await enter('/settings/regressions');
  const [told, last] = await Promise.all([
    measured(settingsQuestion, settings, {}),
    measured(rejudgementsQuestion, rejudgements, {}),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(settingsQuestion, {}).queryKey, told);
        client.setQueryData(ask(rejudgementsQuestion, {}).queryKey, last);
      }}
    >
      <RegressionSettings />
    </Prefetched>
  );
}
