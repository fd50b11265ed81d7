import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Digests } from '@/components/digests/digests';
import { Prefetched } from '@/components/prefetched';
import { digestsQuestion } from '@/lib/api/digests';
import { toldDigests } from '@/lib/digest/digests';
import { enter } from '@/lib/http/enter';

export const metadata: Metadata = { title: 'Digests' };

export default async function DigestsPage() {
  const { measured } = await enter('/settings/digests');
  const answer = await measured(digestsQuestion, toldDigests, {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(digestsQuestion, {}).queryKey, answer)}>
      <Digests />
    </Prefetched>
  );
}
