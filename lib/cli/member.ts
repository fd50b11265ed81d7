import { invite, makePasswordLink } from '@/lib/access/members';
import { type MemberCommand, memberUsage, readMemberCommand } from '@/lib/cli/member-command';
import { runCommand } from '@/lib/cli/run-command';
import { urlOf } from '@/lib/cli/web-server';
import { withDatabase } from '@/lib/cli/with-database';
import type { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

/** Whoever may type commands here is known to the machine, not to us. */
const by = 'npm run member';

const command = readMemberCommand(process.argv.slice(2));
if (command === undefined) {
  console.error(memberUsage);
  process.exit(2);
}
await runCommand(() => withDatabase((database) => run(database, command)));

async function run(database: PrismaClient, asked: MemberCommand): Promise<void> {
  switch (asked.verb) {
    case 'invite': {
      const { email, role, teams } = asked;
      const path = await invite(database, { email, role, teams }, by, new Date());
      if (path === undefined) {
        throw new Problem(`${email} is a member already: npm run member -- list shows them all.`);
      }
      sayLink(path);
      break;
    }
    case 'password': {
      const person = await database.user.findUnique({ where: { email: asked.email } });
      const path = person && (await makePasswordLink(database, person.id, by, new Date()));
      if (!path) throw new Problem(`Nobody here has the address ${asked.email}.`);
      sayLink(path);
      break;
    }
    case 'list':
      for (const { email, name, role, teams } of await database.user.findMany({
        orderBy: { email: 'asc' },
      })) {
        console.log([email, name, role, ...teams].join('  '));
      }
  }
}

function sayLink(path: string): void {
  const { AFTERMERGE_URL, HOST, PORT } = env();
  console.log('Hand this address over yourself; it works once:');
  console.log(`${AFTERMERGE_URL ?? urlOf({ host: HOST, port: PORT })}${path}`);
}
