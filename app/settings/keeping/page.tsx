import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { KeepingSettings } from '@/components/keeping/keeping-settings';
import { Prefetched } from '@/components/prefetched';
import { keepingQuestion } from '@/lib/api/keeping';
import { enter } from '@/lib/http/enter';
import { keeping } from '@/lib/intake/keeping';

export const metadata: Metadata = { title: 'Keeping' };

export default async function KeepingPage() {
  const { measured } = await enter('/settings/keeping');
  const answer = await measured(keepingQuestion, (prisma) => keeping(prisma), {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(keepingQuestion, {}).queryKey, answer)}>
      <KeepingSettings />
    </Prefetched>
  );
}
