import * as z from 'zod/mini';
import type { LedgerEvent } from '@/lib/domain/event';
import { Repository } from '@/lib/sources/github/payload';

/** What a payload says of the repository itself, as every payload does. */
export function seenIn(payload: unknown, receivedAt: string): LedgerEvent[] {
  const told = z.safeParse(z.object({ repository: Repository }), payload);
  if (!told.success) return [];
  const { name, url, defaultBranch, updatedAt, pushedAt } = told.data.repository;
  const at = [updatedAt, pushedAt]
    .filter((moment) => moment !== undefined)
    .sort()
    .at(-1);
  return [{ type: 'repository.seen', repository: name, at: at ?? receivedAt, url, defaultBranch }];
}
