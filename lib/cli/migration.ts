import { relative } from 'node:path';
import { runCommand } from '@/lib/cli/run-command';
import { writeMigration } from '@/lib/db/migrations';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { Problem } from '@/lib/problem';

/** Writes a migration from what prisma/schema.prisma says beyond the present migrations. */
async function migration(): Promise<void> {
  const name = process.argv[2];
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw new Problem('Name the migration in small letters: npm run migration -- add_guardrails');
  }
  const scratch = await openTemporaryDatabase();
  try {
    const file = await writeMigration(scratch.url, name, new Date());
    console.log(
      file ? `Wrote ${relative('.', file)}` : 'The migrations say all that the schema says.',
    );
  } finally {
    await scratch.release();
  }
}

await runCommand(migration);
