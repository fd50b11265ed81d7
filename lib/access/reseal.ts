import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import * as z from 'zod/mini';
import { sessionSecrets, storedBox } from '@/lib/access/server-secret';
import { noteInAudit } from '@/lib/audit/note';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Problem } from '@/lib/problem';

/** What this server sealed itself. */
const boxes = [
  ['source', 'secret'],
  ['source', 'secret_before'],
  ['digest', 'address'],
] as const;
/** What better-auth sealed. */
const texts = [
  ['two_factor', 'secret'],
  ['two_factor', 'backup_codes'],
  ['account', 'access_token'],
  ['account', 'refresh_token'],
] as const;

const Sealed = z.object({ id: z.string(), sealed: z.string() });
type Sealed = z.output<typeof Sealed>;

/**
 * Seals everything that is stored sealed with the present secret, in one transaction, so that the one
 * before it can go.
 * @returns how many were sealed anew; those that were already are left.
 * @throws Problem where one opens with neither: then nothing is changed.
 */
export function reseal(database: PrismaClient, by: string): Promise<number> {
  return database.$transaction(
    async (tx) => {
      let count = 0;
      for (const [table, column] of boxes) count += await change(tx, table, column, inBox, 'hex');
      for (const [table, column] of texts) count += await change(tx, table, column, inText, 'text');
      const about = { repository: null, subject: `${count} secrets`, reason: '' };
      if (count > 0) await noteInAudit(tx, { decidedBy: by, action: 'reseal', ...about });
      return count;
    },
    { timeout: 60_000 },
  );
}

/** Seals one column anew; `form` is how its values are told and taken as text. */
async function change(
  tx: Database,
  table: string,
  column: string,
  anew: (sealed: string) => Promise<string | undefined> | string | undefined,
  form: 'hex' | 'text',
): Promise<number> {
  const [name, value] = [Prisma.raw(table), Prisma.raw(column)];
  const told = form === 'hex' ? Prisma.sql`encode(${value}, 'hex')` : value;
  const found = await rows(
    tx,
    Sealed,
    Prisma.sql`select id::text as id, ${told} as sealed from ${name} where ${value} is not null for update`,
  );
  const changed: Sealed[] = [];
  for (const { id, sealed } of found) {
    const next = await anew(sealed);
    if (next !== undefined) changed.push({ id, sealed: next });
  }
  const taken = form === 'hex' ? Prisma.sql`decode(n.sealed, 'hex')` : Prisma.sql`n.sealed`;
  const ids = changed.map(({ id }) => id);
  const values = changed.map(({ sealed }) => sealed);
  await tx.$executeRaw`
    update ${name} as t set ${value} = ${taken}
    from unnest(${ids}::text[], ${values}::text[]) as n (id, sealed) where t.id::text = n.id`;
  return changed.length;
}

/** A box in hex digits under the present secret; undefined where it is already. */
function inBox(sealed: string): string | undefined {
  const [box, bytes] = [storedBox(), Buffer.from(sealed, 'hex')];
  return box.isPresent(bytes) ? undefined : Buffer.from(box.seal(box.open(bytes))).toString('hex');
}

/** The same for what better-auth seals, which is left where it is no sealed text. */
async function inText(data: string): Promise<string | undefined> {
  const { secret, secrets } = sessionSecrets();
  const [present] = secrets;
  if (data.startsWith(`$ba$${present.version}$`)) return undefined;
  if (!data.startsWith('$ba$') && !/^(?:[0-9a-f]{2})+$/.test(data)) return undefined;
  const keys = new Map(secrets.map(({ version, value }) => [version, value]));
  const key = { keys, currentVersion: present.version, legacySecret: secret };
  const opened = await symmetricDecrypt({ key, data }).catch(() => {
    throw new Problem(
      'What is kept of a second factor or an account elsewhere was sealed with another secret: name it as the one before (docs/operate.md).',
    );
  });
  return symmetricEncrypt({ key, data: opened });
}
