import { target } from '@/e2e/fuzz/unseen';
import { addSource, firstSource } from '@/lib/access/configured-sources';
import type { PrismaClient } from '@/lib/db/generated/client';
import { SourceKind, sources } from '@/lib/sources/registry';

/** Signs deliveries, so that some get past their proof. */
export const webhookSecret = 'a secret of the fuzzer';

/** A source that deliveries are sent to. */
export interface Told {
  id: string;
  kind: SourceKind;
}

/** Sets up a source of each kind. Those whose senders name no repository are told the one that may be written to. */
export async function addSources(database: PrismaClient): Promise<Told[]> {
  const told: Told[] = [{ id: firstSource, kind: firstSource }];
  for (const kind of SourceKind.options) {
    const repositories = sources[kind].group === 'git host' ? [] : [target];
    const draft = { kind, name: kind, repositories, secret: webhookSecret };
    told.push({ id: (await addSource(database, draft, 'fuzz')).id, kind });
  }
  return told;
}
