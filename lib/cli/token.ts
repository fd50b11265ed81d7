import { createToken, listTokens, revokeToken } from '@/lib/access/tokens';
import { runCommand } from '@/lib/cli/run-command';
import { readTokenCommand, type TokenCommand, tokenUsage } from '@/lib/cli/token-command';
import { withDatabase } from '@/lib/cli/with-database';
import type { PrismaClient } from '@/lib/db/generated/client';
import { Problem } from '@/lib/problem';

const command = readTokenCommand(process.argv.slice(2));
if (command === undefined) {
  console.error(tokenUsage);
  process.exit(2);
}
await runCommand(() => withDatabase((database) => run(database, command)));

async function run(database: PrismaClient, asked: TokenCommand): Promise<void> {
  switch (asked.verb) {
    case 'create': {
      const { id, token } = await createToken(database, asked, 'npm run token');
      console.log(`Token ${id} for ${asked.name}. It is shown this once and kept nowhere:`);
      console.log(token);
      break;
    }
    case 'list':
      await list(database);
      break;
    case 'revoke':
      if (!(await revokeToken(database, asked.id, 'npm run token'))) {
        throw new Problem(`There is no token ${asked.id}: npm run token -- list shows them all.`);
      }
      console.log(`Token ${asked.id} opens nothing any more.`);
  }
}

async function list(database: PrismaClient): Promise<void> {
  const tokens = await listTokens(database);
  if (tokens.length === 0) console.log('There is no token yet: npm run token -- create "CI"');
  for (const { id, name, scopes, repositories, createdAt, ...moments } of tokens) {
    const { lastUsedAt, revokedAt, expiresAt } = moments;
    const used = lastUsedAt === null ? 'never used' : `used ${told(lastUsedAt)}`;
    const state = revokedAt === null ? used : `revoked ${told(revokedAt)}`;
    const may = [...scopes, ...repositories].join(', ');
    const until = expiresAt === null ? '' : `, opens until ${told(expiresAt)}`;
    console.log(
      `${String(id).padStart(4)}  ${name}  (${may})  made ${told(createdAt)}, ${state}${until}`,
    );
  }
}

/** To the minute, in UTC. */
function told(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
