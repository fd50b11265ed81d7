import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { TeamSettings } from '@/components/settings/team-settings';
import { settingsQuestion } from '@/lib/api/settings';
import { enter } from '@/lib/http/enter';
import { settings } from '@/lib/measure/settings';

export const metadata: Metadata = { title: 'Teams' };

export default async function TeamSettingsPage() {
  const { measured } = await enter('/settings/teams');
  const told = await measured(settingsQuestion, settings, {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(settingsQuestion, {}).queryKey, told)}>
      <TeamSettings />
    </Prefetched>
  );
}
