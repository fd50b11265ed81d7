import * as z from 'zod/mini';
import { storedBox } from '@/lib/access/server-secret';
import type { DigestsAnswer, PostedDigest } from '@/lib/api/digests';
import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import { DigestPart, Turn } from '@/lib/domain/digest';
import { RemovedDigest } from '@/lib/domain/removed';

/** Where a digest goes, and what it told last. */
export interface Digest {
  id: number;
  address: URL;
  parts: DigestPart[];
  repositories: string[];
  /** The Monday of the newest week that it told. */
  toldWeek: string | undefined;
  toldTurn: Turn;
}

/** Adds a digest; its address is kept sealed. */
export function addDigest(
  database: PrismaClient,
  { name, address, parts, repositories }: PostedDigest,
  addedBy: string,
): Promise<number> {
  const facts = { name, parts, repositories, host: new URL(address).host };
  return database.$transaction(async (tx) => {
    const { id } = await tx.digest.create({
      data: { ...facts, address: storedBox().seal(address) },
    });
    await noteInAudit(tx, { ...about(addedBy, id), action: 'add-digest', after: facts });
    return id;
  });
}

/** Removes a digest. @returns it as it was; undefined where there is none of this id. */
export function removeDigest(
  database: PrismaClient,
  id: number,
  removedBy: string,
): Promise<RemovedDigest | undefined> {
  return database.$transaction(async (tx) => {
    const before = await tx.digest.findUnique({ where: { id } });
    if (before === null) return undefined;
    await tx.digest.delete({ where: { id } });
    const { name, parts, repositories, host } = before;
    await noteInAudit(tx, {
      ...about(removedBy, id),
      action: 'remove-digest',
      before: { name, parts, repositories, host },
    });
    const address = Buffer.from(before.address).toString('base64');
    return RemovedDigest.parse({ kind: 'digest', ...before, address });
  });
}

/** Puts a digest back as it was; false where it is there. */
export function restoreDigest(
  database: PrismaClient,
  { kind: _, address, ...digest }: RemovedDigest,
  restoredBy: string,
): Promise<boolean> {
  const { id, name, parts, repositories, host } = digest;
  return database.$transaction(async (tx) => {
    const { count } = await tx.digest.createMany({
      data: [{ ...digest, address: Buffer.from(address, 'base64') }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    const after = { name, parts, repositories, host };
    await noteInAudit(tx, { ...about(restoredBy, id), action: 'add-digest', after });
    return true;
  });
}

/** All digests as their page shows them, the oldest first. */
export async function toldDigests(database: PrismaClient): Promise<DigestsAnswer> {
  const found = await database.digest.findMany({ orderBy: { id: 'asc' } });
  return {
    digests: found.map(({ id, name, host, parts, repositories, sentAt, failure }) => ({
      ...{ id, name, host, repositories, failure },
      parts: z.array(DigestPart).parse(parts),
      sentAt: sentAt?.toISOString() ?? null,
    })),
  };
}

/** One digest as whoever sends it needs it; undefined where there is none. */
export async function findDigest(database: PrismaClient, id: number): Promise<Digest | undefined> {
  const found = await database.digest.findUnique({ where: { id } });
  if (found === null) return undefined;
  return {
    id,
    address: new URL(storedBox().open(found.address)),
    parts: z.array(DigestPart).parse(found.parts),
    repositories: found.repositories,
    toldWeek: found.toldWeek?.toISOString().slice(0, 10),
    toldTurn: Turn.parse(found.toldTurn),
  };
}

const about = (decidedBy: string, id: number) => ({
  decidedBy,
  repository: null,
  subject: `digest ${id}`,
  reason: '',
});
