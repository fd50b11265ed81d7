import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Account } from '@/components/account/account';
import { linkedAccountsKey, passkeysKey } from '@/components/account/own-keys';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { ownAccount } from '@/lib/access/own-account';
import { signInProviders } from '@/lib/access/sign-in-providers';
import { ownSessionsQuestion } from '@/lib/api/own-sessions';
import { enter } from '@/lib/http/enter';
import { toldSessions } from '@/lib/http/told-sessions';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const { prisma, viewer, measured } = await enter('/settings/account');
  if (viewer.by !== 'person') redirect('/sign-in');
  const [{ twoFactorEnabled, passkeys, accounts }, sessions] = await Promise.all([
    ownAccount(prisma, viewer.id),
    measured(ownSessionsQuestion, (database) => toldSessions(database, viewer), {}),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(ownSessionsQuestion, {}).queryKey, sessions);
        client.setQueryData(passkeysKey, passkeys);
        client.setQueryData(linkedAccountsKey, accounts);
      }}
    >
      <Account hasSecondStep={twoFactorEnabled} providers={signInProviders()} />
    </Prefetched>
  );
}
