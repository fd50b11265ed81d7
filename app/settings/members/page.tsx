import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { ask } from '@/components/ask';
import { Members } from '@/components/members/members';
import { Prefetched } from '@/components/prefetched';
import { membersQuestion } from '@/lib/api/members';
import { enter } from '@/lib/http/enter';
import { originOf } from '@/lib/http/origin';
import { toldMembers } from '@/lib/http/told-members';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const { measured } = await enter('/settings/members');
  const answer = await measured(membersQuestion, (prisma) => toldMembers(prisma, new Date()), {});
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(membersQuestion, {}).queryKey, answer)}>
      <Members origin={originOf(await headers())} />
    </Prefetched>
  );
}
