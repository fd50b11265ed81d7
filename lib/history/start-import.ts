import type { ImportRequest } from '@/lib/api/imports';
import type { PrismaClient } from '@/lib/db/generated/client';
import { importHistory } from '@/lib/history/import-history';
import { log } from '@/lib/log';
import { Problem } from '@/lib/problem';

/**
 * Begins an import that goes on in this process. Resolves once it runs; throws the Problem that kept
 * it from beginning. How it ends is in the list of imports. `startedBy` is who the audit trail says it was.
 */
export function startImport(
  database: PrismaClient,
  request: ImportRequest,
  startedBy: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    importHistory(database, request, () => resolve(), startedBy).catch((error: unknown) => {
      if (!(error instanceof Problem)) log().error({ err: error }, 'an import failed');
      reject(error);
    });
  });
}
