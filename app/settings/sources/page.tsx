import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { SourcesSettings } from '@/components/sources/sources-settings';
import { sourcesQuestion } from '@/lib/api/sources';
import { enter } from '@/lib/http/enter';
import { originOf } from '@/lib/http/origin';
import { sourceHealth } from '@/lib/intake/source-health';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage() {
  const { measured } = await enter('/settings/sources');
  const answer = await measured(sourcesQuestion, (prisma) => sourceHealth(prisma), {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(sourcesQuestion, {}).queryKey, answer)}>
      <SourcesSettings origin={originOf(await headers())} />
    </Prefetched>
  );
}
