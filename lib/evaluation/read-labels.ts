import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { addLabel, type Labels } from '@/lib/evaluation/label';
import { Problem } from '@/lib/problem';

/** No label is longer; what has no line breaks is not held whole. */
const longestLine = 1_000_000;

/** The labels of a gzipped file of JSON lines. Throws a Problem that says what is wrong with the file. */
export async function readLabels(path: string): Promise<Labels> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Problem(`There is no file ${path}: give the labels' file.`);
  if (!found.isFile()) throw new Problem(`${path} is no file: give a gzipped file of labels.`);
  const labels: Labels = { commits: new Map(), reverts: [] };
  let lineNumber = 0;
  for await (const line of unzippedLines(path)) {
    lineNumber += 1;
    if (line.trim() !== '') addLabel(labels, line, lineNumber);
  }
  if (labels.commits.size === 0 && labels.reverts.length === 0) {
    throw new Problem(`${path} holds no labels: give one JSON object a line.`);
  }
  return labels;
}

async function* unzippedLines(path: string): AsyncGenerator<string, void, undefined> {
  const unzipped = pipeline(createReadStream(path), createGunzip(), () => {
    // Whoever reads it is told of its errors.
  }).setEncoding('utf8');
  let open = '';
  try {
    for await (const text of unzipped) {
      const lines = `${open}${text}`.split('\n');
      open = lines.pop() ?? '';
      if (open.length > longestLine) throw new Problem(`${path} has a line that is too long.`);
      yield* lines;
    }
  } catch (error) {
    throw isUnzipping(error)
      ? new Problem(`${path} is no whole gzip file: compress the labels with gzip.`)
      : error;
  }
  yield open;
}

function isUnzipping(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('Z_')
  );
}
