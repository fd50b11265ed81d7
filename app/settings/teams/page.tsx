import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { TeamSettings } from '@/components/settings/team-settings';
import { settingsQuestion } from '@/lib/api/settings';
import { database } from '@/lib/http/database';
import { settings } from '@/lib/measure/settings';

export const metadata: Metadata = { title: 'Teams' };

export default async function TeamSettingsPage() {
  const told = await settings(database());
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(settingsQuestion, {}).queryKey, told)}>
      <TeamSettings />
    </Prefetched>
  );
}
