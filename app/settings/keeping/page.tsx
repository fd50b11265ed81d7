import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { KeepingSettings } from '@/components/keeping/keeping-settings';
import { Prefetched } from '@/components/prefetched';
import { keepingQuestion } from '@/lib/api/keeping';
import { database } from '@/lib/http/database';
import { keeping } from '@/lib/intake/keeping';

export const metadata: Metadata = { title: 'Keeping' };

export default async function KeepingPage() {
  const answer = await keeping(database());
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(keepingQuestion, {}).queryKey, answer)}>
      <KeepingSettings />
    </Prefetched>
  );
}
