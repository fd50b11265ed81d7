import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/** Hands answers that the server has already to the queries below, so that they need not ask again. */
export function Prefetched({
  fill,
  children,
}: {
  fill: (client: QueryClient) => void;
  children: ReactNode;
}) {
  const client = new QueryClient();
  fill(client);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
