import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Tokens } from '@/components/members/tokens';
import { Prefetched } from '@/components/prefetched';
import { tokensQuestion } from '@/lib/api/tokens';
import { enter } from '@/lib/http/enter';
import { toldTokens } from '@/lib/http/told-tokens';

export const metadata: Metadata = { title: 'Tokens' };

export default async function TokensPage() {
  const { measured } = await enter('/settings/tokens');
  const answer = await measured(tokensQuestion, toldTokens, {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(tokensQuestion, {}).queryKey, answer)}>
      <Tokens />
    </Prefetched>
  );
}
