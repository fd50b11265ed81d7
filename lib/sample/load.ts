import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { alone, noteOfSample, SampleRefusal } from '@/lib/sample/alone';
import { type OrganisationOptions, planOrganisation } from '@/lib/sample/organisation';
import { deleteSample } from '@/lib/sample/remove';

/** How much of the sample there is: its repositories, and the changes in them that can regress. */
export interface SampleSize {
  repositories: number;
  changes: number;
}

/** Large enough that a batch's own cost does not show, small enough to hold many times over. */
const batchEvents = 1_500;

/**
 * Loads the sample organisation through the ledger, as a host would tell of it, a batch at a time.
 * A sample that is there already stays as it is; one that was interrupted is loaded anew.
 * @throws SampleRefusal while another load or removal runs, or where somebody's own repository has the
 * name of a sample's.
 * @param loadedBy who the audit trail says it was; nobody where a command or a test makes its own data.
 */
export function loadSample(
  database: PrismaClient,
  options: OrganisationOptions,
  loadedBy?: string,
): Promise<SampleSize> {
  return alone(database, async (lock) => {
    if (!(await isComplete(lock))) {
      const organisation = planOrganisation(options);
      await database.$transaction(async (tx) => {
        await deleteSample(tx);
        await claimNames(tx, organisation.repositories);
      });
      for (const batch of batches(organisation.events())) {
        await applyBatch(database, batch, { rank: 'host' });
      }
    }
    if (loadedBy !== undefined) await noteOfSample(lock, 'load-sample', loadedBy);
    return sampleSize(lock);
  });
}

/** The events in lists of at most as many as one batch takes, each made when it is asked for. */
export function* batches(events: Iterable<LedgerEvent>): Generator<LedgerEvent[]> {
  let batch: LedgerEvent[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length === batchEvents) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** The last events of all tell the default branches: without one a load did not come to its end. */
async function isComplete(database: Database): Promise<boolean> {
  const [found] = await rows(
    database,
    z.object({ complete: z.boolean() }),
    Prisma.sql`select coalesce(bool_and(default_branch is not null), false) as complete
      from repository where sample`,
  );
  return found?.complete ?? false;
}

/** Marks the repositories as sample before anything is known of them. */
async function claimNames(tx: Database, names: readonly string[]): Promise<void> {
  const claimed = await tx.$executeRaw`
    insert into repository (name, sample) select name, true from unnest(${names}::text[]) as name
    on conflict (name) do nothing`;
  if (claimed < names.length) {
    throw new SampleRefusal(
      `The sample needs the repository names ${names.join(', ')}; at least one of them is taken by data of your own.`,
    );
  }
}

async function sampleSize(database: Database): Promise<SampleSize> {
  const [size] = await rows(
    database,
    z.object({ repositories: z.int(), changes: z.int() }),
    Prisma.sql`select count(*)::int as repositories, coalesce(sum(
        (select count(*) from change c where c.repository_id = r.id and c.exposed)), 0)::int as changes
      from repository r where r.sample`,
  );
  return size ?? { repositories: 0, changes: 0 };
}
