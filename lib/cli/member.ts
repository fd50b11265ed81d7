import { linkPath, makeLink } from '@/lib/access/one-time-links';
import { type MemberCommand, memberUsage, readMemberCommand } from '@/lib/cli/member-command';
import { runCommand } from '@/lib/cli/run-command';
import { urlOf } from '@/lib/cli/web-server';
import { withDatabase } from '@/lib/cli/with-database';
import type { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

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
      if ((await database.user.count({ where: { email } })) > 0) {
        throw new Problem(`${email} is a member already: npm run member -- list shows them all.`);
      }
      await sayLink(database, { purpose: 'invitation', email, role, teams });
      break;
    }
    case 'password': {
      const person = await database.user.findUnique({ where: { email: asked.email } });
      if (person === null) throw new Problem(`Nobody here has the address ${asked.email}.`);
      await sayLink(database, { purpose: 'password', userId: person.id });
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

async function sayLink(
  database: PrismaClient,
  draft: Omit<Parameters<typeof makeLink>[1], 'madeBy'>,
): Promise<void> {
  const { AFTERMERGE_URL, HOST, PORT } = env();
  const key = await makeLink(database, { ...draft, madeBy: 'npm run member' }, new Date());
  console.log('Hand this address over yourself; it works once:');
  console.log(`${AFTERMERGE_URL ?? urlOf({ host: HOST, port: PORT })}${linkPath(key)}`);
}
