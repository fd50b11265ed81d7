import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Account } from '@/components/account/account';
import { signInProviders } from '@/lib/access/sign-in-providers';
import { enter } from '@/lib/http/enter';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const { prisma, viewer } = await enter('/settings/account');
  if (viewer.by !== 'person') redirect('/sign-in');
  const { twoFactorEnabled } = await prisma.user.findUniqueOrThrow({ where: { id: viewer.id } });
  return <Account hasSecondStep={twoFactorEnabled} providers={signInProviders()} />;
}
