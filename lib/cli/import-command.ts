import { parseArgs } from 'node:util';
import { ImportRequest } from '@/lib/api/imports';
import { readAs } from '@/lib/domain/fault';
import { Problem } from '@/lib/problem';

export const importUsage = [
  'Reads the history of a git repository on this machine.',
  '  npm run import -- <path of a checkout or bare repository>',
  '    --name owner/repo     what it is called (else as its remote says)',
  '    --branch main         whose history (else the default branch)',
  '    --since 2024-01-01    what landed from that day on',
].join('\n');

/** The import that was typed. Throws a Problem that names what is wrong with it. */
export function readImportCommand(args: readonly string[]): ImportRequest {
  const { values, positionals } = parsed(args);
  const [path, ...more] = positionals;
  if (path === undefined) throw new Problem('Give the path of a git checkout.');
  if (more.length > 0) throw new Problem(`Give one path, not also ${more.join(' ')}.`);
  const { value, fault } = readAs(ImportRequest, { path, ...values });
  if (fault) throw new Problem(`--${fault.path} is wrong: ${fault.reason}.`);
  return value;
}

function parsed(args: readonly string[]) {
  const options = {
    name: { type: 'string' },
    branch: { type: 'string' },
    since: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
}
