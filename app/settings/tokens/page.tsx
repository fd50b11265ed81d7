import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Tokens } from '@/components/members/tokens';
import { Prefetched } from '@/components/prefetched';
import { tokensQuestion } from '@/lib/api/tokens';
import { enter } from '@/lib/http/enter';
import { toldTokens } from '@/lib/http/told-tokens';

export const metadata: Metadata = { title: 'Tokens' };

export default async function TokensPage() {
  const { prisma } = await enter('/settings/tokens');
  const answer = await toldTokens(prisma);
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(tokensQuestion, {}).queryKey, answer)}>
      <Tokens />
    </Prefetched>
  );
}
