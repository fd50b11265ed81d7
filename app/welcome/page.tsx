import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { Welcome } from '@/components/welcome/welcome';
import { findSource, firstSource } from '@/lib/access/configured-sources';
import { importsQuestion } from '@/lib/api/imports';
import { listImports } from '@/lib/history/record';
import { enter } from '@/lib/http/enter';
import { originOf } from '@/lib/http/origin';
import { status } from '@/lib/measure/status';
import { sources } from '@/lib/sources/registry';

export const metadata: Metadata = { title: 'Set-up' };

export default async function WelcomePage() {
  const { prisma, viewer, measured } = await enter('/welcome');
  const asked = await headers();
  const [{ repositories }, first, runs] = await Promise.all([
    status(prisma, viewer.sight),
    findSource(prisma, firstSource),
    measured(importsQuestion, async () => ({ imports: await listImports(prisma) }), {}),
  ]);
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(importsQuestion, {}).queryKey, runs)}>
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
    </Prefetched>
  );
}
