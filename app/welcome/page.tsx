import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Welcome } from '@/components/welcome/welcome';
import { findSource, firstSource } from '@/lib/access/configured-sources';
import { enter } from '@/lib/http/enter';
import { originOf } from '@/lib/http/origin';
import { status } from '@/lib/measure/status';
import { sources } from '@/lib/sources/registry';

export const metadata: Metadata = { title: 'Set-up' };

export default async function WelcomePage() {
  const { prisma, viewer } = await enter('/welcome');
  const asked = await headers();
  const [{ repositories }, first] = await Promise.all([
    status(prisma, viewer.sight),
    findSource(prisma, firstSource),
  ]);
  return (
    <Welcome
      isFirst={repositories.length === 0}
      origin={originOf(asked)}
      github={{
        path: `/api/webhooks/${firstSource}`,
        secret: first?.secrets[0] ?? '',
        contentType: sources.github.setup.contentType ?? '',
        events: sources.github.setup.events,
      }}
    />
  );
}
