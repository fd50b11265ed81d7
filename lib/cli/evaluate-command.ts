import { parseArgs } from 'node:util';
import { Problem } from '@/lib/problem';

export const evaluateUsage = [
  'Judges a labelled history in a database of its own and says how well.',
  '  npm run evaluate -- <git repository> <labels.jsonl.gz>',
  '    --json    the same as JSON',
].join('\n');

export interface EvaluateCommand {
  repository: string;
  labels: string;
  json: boolean;
}

/** The evaluation that was typed. Throws a Problem that names what is wrong with it. */
export function readEvaluateCommand(args: readonly string[]): EvaluateCommand {
  const { values, positionals } = parsed(args);
  const [repository, labels, ...more] = positionals;
  if (repository === undefined || labels === undefined) {
    throw new Problem('Give the path of a git repository and that of its labels.');
  }
  if (more.length > 0) throw new Problem(`Give two paths, not also ${more.join(' ')}.`);
  return { repository, labels, json: values.json };
}

function parsed(args: readonly string[]) {
  const options = { json: { type: 'boolean', default: false } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
}
