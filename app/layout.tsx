import '@/components/layout/mantine.css';
import '@/components/layout/theme.css';
import '@/components/layout/touch.css';
import '@/components/layout/print.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/app/providers';
import type { ToldViewer } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { Entrance } from '@/components/layout/entrance';
import { fontClasses } from '@/components/layout/fonts';
import { Shell } from '@/components/layout/shell';
import { Prefetched } from '@/components/prefetched';
import { readerText } from '@/components/words/reader';
import type { Viewer } from '@/lib/access/viewer';
import { statusQuestion } from '@/lib/api/status';
import { database } from '@/lib/http/database';
import { pageViewer } from '@/lib/http/enter';
import { nonceHeader } from '@/lib/http/security-headers';
import { status } from '@/lib/measure/status';

export const metadata: Metadata = {
  title: { default: 'Aftermerge', template: '%s · Aftermerge' },
  description: 'Does the code that agents write hold up after the merge?',
};

/** Every page tells what the database holds now; none can be made at build time. */
export const dynamic = 'force-dynamic';

export default async function Layout({ children }: { children: ReactNode }) {
  // Without the database the shell must still stand, so that the page can say what is wrong.
  const viewer = await pageViewer().catch(() => undefined);
  const nonce = (await headers()).get(nonceHeader) ?? '';
  const known = viewer && (await status(database(), viewer.sight).catch(() => undefined));
  return (
    <html lang="en" data-reader={readerText()} className={fontClasses} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <Providers nonce={nonce} viewer={viewer && told(viewer)}>
          <Prefetched
            fill={(client) => client.setQueryData(ask(statusQuestion, {}).queryKey, known)}
          >
            {viewer === undefined ? <Entrance>{children}</Entrance> : <Shell>{children}</Shell>}
          </Prefetched>
        </Providers>
      </body>
    </html>
  );
}

/** What the page tells the browser of who looks at it. */
function told(viewer: Viewer): ToldViewer {
  const seesAll = viewer.sight === 'all';
  if (viewer.by !== 'person') return { person: null, role: 'viewer', seesAll };
  const { name, email, role } = viewer;
  return { person: { name, email }, role, seesAll };
}
