import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { type BackfillHost, backfillHosts } from '@/lib/backfill/run-backfill';
import { RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { readAs } from '@/lib/domain/fault';
import { Problem } from '@/lib/problem';

export const backfillUsage = [
  'Reads what a git host has of a repository: pull requests, reviews, checks, deployments.',
  '  GITHUB_TOKEN=… npm run backfill -- github acme/web',
  '  GITLAB_TOKEN=… npm run backfill -- gitlab group/project',
  '    --since 2026-01-01    what was updated from that day on',
  '    --again               all of it, whatever was read before',
  '    --api https://…       where the API of a host of your own is',
].join('\n');

/** What was typed; the token is in the environment. */
export interface BackfillCommand {
  host: BackfillHost;
  repository: string;
  since?: string | undefined;
  api?: string | undefined;
  again?: boolean | undefined;
}

const Host = z.enum(['github', 'gitlab']);
const Options = z.object({
  since: z.optional(CalendarDate),
  api: z.optional(z.string()),
  again: z.optional(z.boolean()),
});

/** The backfill that was typed. Throws a Problem that names what is wrong with it. */
export function readBackfillCommand(args: readonly string[]): BackfillCommand {
  const { values, positionals } = parsed(args);
  const [word, name, ...more] = positionals;
  const { data: host } = Host.safeParse(word);
  if (host === undefined) {
    throw new Problem(`Give the host, ${Object.keys(backfillHosts).join(' or ')}.`);
  }
  if (more.length > 0) throw new Problem(`Give one repository, not also ${more.join(' ')}.`);
  const { value: repository, fault: unnamed } = readAs(RepositoryName, name);
  if (unnamed) throw new Problem(`Give the repository: ${unnamed.reason}.`);
  const { value, fault } = readAs(Options, values);
  if (fault) throw new Problem(`--${fault.path} is wrong: ${fault.reason}.`);
  return { host, repository, ...value };
}

function parsed(args: readonly string[]) {
  const options = {
    since: { type: 'string' },
    api: { type: 'string' },
    again: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
}
