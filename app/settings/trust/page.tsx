import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { TrustSettings } from '@/components/trust/trust-settings';
import { settingsQuestion } from '@/lib/api/settings';
import { enter } from '@/lib/http/enter';
import { settings } from '@/lib/measure/settings';

export const metadata: Metadata = { title: 'Trust' };

export default async function TrustSettingsPage() {
  const { measured } = await enter('/settings/trust');
  const answer = await measured(settingsQuestion, settings, {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(settingsQuestion, {}).queryKey, answer)}>
      <TrustSettings />
    </Prefetched>
  );
}
