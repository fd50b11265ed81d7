import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import { mergeRepositories } from '@/lib/ledger/merge-repositories';

/** Batches share it; one that renames has it alone, so that nobody gathers under a name that goes. */
const renameLock = 4_206_004;

/** Every name that a repository has or had, with its id. */
export const repositoryNames = Prisma.sql`(
  select name, id from repository union all select name, repository_id from repository_alias)`;

/** Keeps every repository's names as they are until the transaction ends. */
export async function holdNames(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${renameLock}::int, 0)`;
}

type Renamed = Extract<LedgerEvent, { type: 'repository.renamed' }>;

/**
 * Renames what the events rename, and answers with all events under the names that their repositories
 * have now. Where news came under the new name first, both are made one.
 */
export async function applyRenames(
  tx: Prisma.TransactionClient,
  events: readonly LedgerEvent[],
): Promise<LedgerEvent[]> {
  const renames = events
    .filter((event): event is Renamed => event.type === 'repository.renamed')
    .sort((a, b) => a.at.localeCompare(b.at) || a.from.localeCompare(b.from));
  if (renames.length === 0) {
    await holdNames(tx);
  } else {
    await tx.$executeRaw`select pg_advisory_xact_lock(${renameLock}::int, 0)`;
  }
  for (const { from, repository } of renames) await rename(tx, from, repository);
  const names = [...new Set(events.map(({ repository }) => repository))];
  const known = await rows(
    tx,
    z.object({ alias: z.string(), name: z.string() }),
    Prisma.sql`
      select a.name as alias, r.name from repository_alias a join repository r on r.id = a.repository_id
      where a.name = any(${names}::text[])`,
  );
  const present = new Map(known.map(({ alias, name }) => [alias, name]));
  return events.map((event) => {
    const name = present.get(event.repository);
    return name === undefined ? event : { ...event, repository: name };
  });
}

const Named = z.object({ called: z.string(), id: z.int(), name: z.string() });

async function rename(tx: Prisma.TransactionClient, from: string, to: string): Promise<void> {
  if (from === to) return;
  const found = await rows(
    tx,
    Named,
    Prisma.sql`
      select n.name as called, r.id, r.name from ${repositoryNames} as n join repository r on r.id = n.id
      where n.name in (${from}, ${to})`,
  );
  const before = found.find(({ called }) => called === from);
  const after = found.find(({ called }) => called === to);
  if (before !== undefined && before.id === after?.id) return;
  if (before === undefined || after !== undefined) {
    const kept = after?.id ?? (await create(tx, to));
    if (before !== undefined) await mergeRepositories(tx, before.id, kept, after?.name ?? to);
    else await addAlias(tx, from, kept);
    return;
  }
  await tx.$executeRaw`update repository set name = ${to} where id = ${before.id}`;
  await addAlias(tx, before.name, before.id);
}

async function create(tx: Prisma.TransactionClient, name: string): Promise<number> {
  const made = await tx.repository.create({ data: { name }, select: { id: true } });
  return made.id;
}

async function addAlias(tx: Prisma.TransactionClient, name: string, id: number): Promise<void> {
  await tx.$executeRaw`
    insert into repository_alias (name, repository_id) values (${name}, ${id})
    on conflict (name) do update set repository_id = excluded.repository_id`;
}
