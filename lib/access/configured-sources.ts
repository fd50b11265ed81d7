import { randomBytes, randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import { storedBox } from '@/lib/access/server-secret';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { env } from '@/lib/env';

/** A sender as it was set up, with all secrets that its proofs may be made with. */
export interface ConfiguredSource {
  id: string;
  kind: string;
  name: string;
  repositories: string[];
  secrets: string[];
}

/** What a person decides when setting up a sender. */
export interface SourceDraft {
  kind: string;
  name: string;
  repositories: readonly string[];
  /** One that the sender made; without it one is made here. */
  secret?: string | undefined;
}

/** The source that GitHub's webhooks came to before there were others: it is there from the start. */
export const firstSource = 'github';

/** No vowels, so that no words come out, and nothing that is read for something else. */
const letters = 'bcdfghjkmnpqrstvwxz23456789';
const newId = (kind: string) =>
  `${kind}-${Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')}`;
const wellFormed = /^[a-z0-9-]{1,100}$/;
const newSecret = () => randomBytes(32).toString('base64url');

/** Sets up a sender; answers with its id and the secret, which is told this once. */
export async function addSource(
  database: PrismaClient,
  { kind, name, repositories, secret = newSecret() }: SourceDraft,
  addedBy: string,
): Promise<{ id: string; secret: string }> {
  const id = newId(kind);
  const told = { kind, name, repositories: [...repositories] };
  const sealed = storedBox().seal(secret);
  await database.$transaction(async (tx) => {
    await tx.source.create({ data: { id, ...told, secret: sealed } });
    await noteInAudit(tx, { ...about(addedBy, id), action: 'add-source', after: told });
  });
  return { id, secret };
}

/** Changes its name or repositories; false where there is none. */
export async function changeSource(
  database: PrismaClient,
  id: string,
  {
    name,
    repositories,
  }: { name?: string | undefined; repositories?: readonly string[] | undefined },
  changedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`select from source where id = ${id} for update`;
    const before = await tx.source.findUnique({ where: { id }, select: toldOfSource });
    if (before === null) return false;
    const after = await tx.source.update({
      where: { id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(repositories === undefined ? {} : { repositories: [...repositories] }),
      },
      select: toldOfSource,
    });
    await noteInAudit(tx, { ...about(changedBy, id), action: 'change-source', before, after });
    return true;
  });
}

/** What the audit trail holds of a source: never a secret. */
const toldOfSource = { kind: true, name: true, repositories: true } as const;

const about = (decidedBy: string, id: string) => ({
  decidedBy,
  repository: null,
  subject: id,
  reason: '',
});

/** Gives it a new secret and believes the one before as well; undefined where there is no such source. */
export async function rotateSecret(
  database: PrismaClient,
  id: string,
  rotatedBy: string,
  secret = newSecret(),
): Promise<string | undefined> {
  const sealed = storedBox().seal(secret);
  return database.$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      update source set secret_before = secret, secret = ${sealed} where id = ${id}`;
    if (changed === 0) return undefined;
    await noteInAudit(tx, { ...about(rotatedBy, id), action: 'rotate-secret' });
    return secret;
  });
}

/** Ends the secret before the present one; false where there is none. */
export async function endSecretBefore(
  database: PrismaClient,
  id: string,
  endedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.source.updateMany({
      where: { id, secretBefore: { not: null } },
      data: { secretBefore: null },
    });
    if (count === 0) return false;
    await noteInAudit(tx, { ...about(endedBy, id), action: 'end-secret' });
    return true;
  });
}

/** Takes it away: nothing that it sends is believed any more; what it sent stays. */
export async function removeSource(
  database: PrismaClient,
  id: string,
  removedBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const before = await tx.source.findUnique({ where: { id }, select: toldOfSource });
    if (before === null || (await tx.source.deleteMany({ where: { id } })).count === 0) {
      return false;
    }
    await noteInAudit(tx, { ...about(removedBy, id), action: 'remove-source', before });
    return true;
  });
}

const Stored = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  repositories: z.array(z.string()),
  secret: z.instanceof(Uint8Array),
  secretBefore: z.nullable(z.instanceof(Uint8Array)),
});

/** The source of this id; the first one is made where it is asked for and not there yet. */
export async function findSource(
  database: PrismaClient,
  id: string,
): Promise<ConfiguredSource | undefined> {
  // Addresses that are made up hold what PostgreSQL takes for no text.
  if (!wellFormed.test(id)) return undefined;
  if (id === firstSource) await makeFirst(database);
  const [stored] = await rows(
    database,
    Stored,
    Prisma.sql`select id, kind, name, repositories, secret, secret_before as "secretBefore"
      from source where id = ${id}`,
  );
  if (stored === undefined) return undefined;
  const { open } = storedBox();
  const { secret, secretBefore, ...told } = stored;
  const own = [open(secret), ...(secretBefore === null ? [] : [open(secretBefore)])];
  return { ...told, secrets: id === firstSource ? [...configured(), ...own] : own };
}

/**
 * The id of the source of a kind that takes what is told of a repository, and of several the one that
 * names it; undefined where there is none. The first source is made where its kind is asked for.
 */
export async function sourceTaking(
  database: PrismaClient,
  kind: string,
  repository: string,
): Promise<string | undefined> {
  if (kind === firstSource) await makeFirst(database);
  const [found] = await rows(
    database,
    z.object({ id: z.string() }),
    Prisma.sql`
    select id from source
    where kind = ${kind} and (repositories = '{}' or ${repository} = any(repositories))
    order by repositories = '{}', created_at, id limit 1`,
  );
  return found?.id;
}

/** What the environment says that GitHub signs with, the newest first. */
function configured(): string[] {
  const { GITHUB_WEBHOOK_SECRET: now, GITHUB_WEBHOOK_SECRET_BEFORE: before } = env();
  return [now, before].filter((one) => one !== undefined);
}

async function makeFirst(database: PrismaClient): Promise<void> {
  const known = await database.source.count({ where: { id: firstSource } });
  if (known > 0) return;
  await database.$executeRaw`
    insert into source (id, kind, name, repositories, secret)
    values (${firstSource}, ${firstSource}, 'GitHub', '{}', ${storedBox().seal(newSecret())})
    on conflict do nothing`;
}

const freshMs = 2_000;
const remembered = new WeakMap<
  PrismaClient,
  Map<string, { until: number; source: ConfiguredSource | undefined }>
>();

/** The source of this id as it was a moment ago: each delivery asks, and it hardly ever changes. */
export async function recallSource(
  database: PrismaClient,
  id: string,
): Promise<ConfiguredSource | undefined> {
  const known = remembered.get(database) ?? new Map();
  remembered.set(database, known);
  const now = performance.now();
  const recalled = known.get(id);
  if (recalled !== undefined && recalled.until > now) return recalled.source;
  const source = await findSource(database, id);
  // Whoever makes up addresses must not fill the memory.
  if (known.size > 1_000) known.clear();
  known.set(id, { until: now + freshMs, source });
  return source;
}
