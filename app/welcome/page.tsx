import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Welcome } from '@/components/welcome/welcome';
import { webhookSecret } from '@/lib/access/source-secrets';
import { database } from '@/lib/http/database';
import { status } from '@/lib/measure/status';
import { sources } from '@/lib/sources/registry';

export const metadata: Metadata = { title: 'Set-up' };

export default async function WelcomePage() {
  const asked = await headers();
  const [{ repositories }, secret] = await Promise.all([
    status(database()),
    webhookSecret(database()),
  ]);
  return (
    <Welcome
      isFirst={repositories.length === 0}
      origin={originOf(asked)}
      github={{ ...sources.github.setup, secret }}
    />
  );
}

/** Where the reader reached this server, as the proxy before it says if there is one. */
function originOf(asked: Headers): string {
  const host = asked.get('x-forwarded-host') ?? asked.get('host') ?? 'localhost';
  return `${asked.get('x-forwarded-proto') ?? 'http'}://${host}`;
}
