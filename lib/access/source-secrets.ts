import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { fileSecret, secretBox } from '@/lib/access/secret-box';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { env } from '@/lib/env';

const kind = 'github';

/** The secret to enter on GitHub's page: the configured one, or one made here on first use. */
export async function webhookSecret(database: PrismaClient): Promise<string> {
  const configured = env().GITHUB_WEBHOOK_SECRET;
  if (configured !== undefined) return configured;
  const box = secretBox(env().AFTERMERGE_SECRET ?? fileSecret(env().AFTERMERGE_DATA));
  const known = await database.source.findUnique({ where: { kind }, select: { secret: true } });
  return box.open(known?.secret ?? (await storeFirst(database, box.seal(newSecret()))));
}

/** Every secret that a signature may be made with: the present one, and while it rotates the last. */
export async function webhookSecrets(database: PrismaClient): Promise<string[]> {
  const before = env().GITHUB_WEBHOOK_SECRET_BEFORE;
  return [await webhookSecret(database), ...(before === undefined ? [] : [before])];
}

const newSecret = () => randomBytes(32).toString('base64url');

/** Stores the secret unless somebody was faster, and answers with the one that is stored. */
async function storeFirst(
  database: PrismaClient,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const [stored] = await rows(
    database,
    z.object({ secret: z.instanceof(Uint8Array) }),
    Prisma.sql`
      insert into source as known (kind, secret) values (${kind}, ${sealed})
      on conflict (kind) do update set secret = coalesce(known.secret, excluded.secret)
      returning secret`,
  );
  return stored?.secret ?? sealed;
}
