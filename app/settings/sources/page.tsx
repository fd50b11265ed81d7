import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { SourcesSettings } from '@/components/sources/sources-settings';
import { sourcesQuestion } from '@/lib/api/sources';
import { database } from '@/lib/http/database';
import { originOf } from '@/lib/http/origin';
import { sourceHealth } from '@/lib/intake/source-health';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage() {
  const answer = await sourceHealth(database());
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(sourcesQuestion, {}).queryKey, answer)}>
      <SourcesSettings origin={originOf(await headers())} />
    </Prefetched>
  );
}
