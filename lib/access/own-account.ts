import type { PrismaClient } from '@/lib/db/generated/client';

/** How somebody signs in: their passkeys, their accounts elsewhere, and whether there is a second step. */
export async function ownAccount(database: PrismaClient, id: string) {
  const { passkeys, ...own } = await database.user.findUniqueOrThrow({
    where: { id },
    select: {
      twoFactorEnabled: true,
      passkeys: {
        select: { id: true, name: true, createdAt: true },
        orderBy: { createdAt: 'asc' },
      },
      accounts: { select: { id: true, providerId: true } },
    },
  });
  return {
    ...own,
    passkeys: passkeys.map(({ name, ...one }) => ({ ...one, name: name ?? undefined })),
  };
}
