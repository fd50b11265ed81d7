'use client';

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { type ToldViewer, ViewerProvider } from '@/components/access/viewer';
import { AskFailure } from '@/components/fetch-answer';
import { Live } from '@/components/layout/live';
import { Removals } from '@/components/layout/removals';
import { theme } from '@/components/layout/theme';

const freshMs = 15_000;
const lookAgainMs = 60_000;
const maxRetries = 2;

/** What the server refused once it will refuse again; only its trouble and the network's may pass. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof AskFailure && error.status >= 400 && error.status < 500;
  return !refused && failures < maxRetries;
}

export function Providers({
  nonce,
  viewer,
  children,
}: {
  /** Of the style sheets that Mantine writes. */
  nonce: string;
  viewer: ToldViewer | undefined;
  children: ReactNode;
}) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: freshMs, refetchInterval: lookAgainMs, retry: isWorthRetrying },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <ViewerProvider viewer={viewer}>
          {viewer !== undefined && <Live />}
          <NuqsAdapter>
            <Removals>{children}</Removals>
          </NuqsAdapter>
        </ViewerProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
