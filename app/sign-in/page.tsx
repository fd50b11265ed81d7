import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ownPath } from '@/components/access/own-path';
import { SignInForm } from '@/components/access/sign-in-form';
import { signInProviders } from '@/lib/access/sign-in-providers';
import { pageViewer } from '@/lib/http/enter';

export const metadata: Metadata = { title: 'Sign in' };

const faults: Record<string, string> = {
  NOT_INVITED: 'Nobody has invited this address: ask an administrator for an invitation.',
};

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}) {
  const { next, error } = await searchParams;
  const target = typeof next === 'string' ? next : undefined;
  const viewer = await pageViewer();
  if (viewer?.by === 'person') redirect(ownPath(target));
  const fault =
    error === undefined
      ? undefined
      : (faults[String(error)] ?? 'Signing in elsewhere did not work: try again.');
  return <SignInForm providers={signInProviders()} next={target} fault={fault} />;
}
