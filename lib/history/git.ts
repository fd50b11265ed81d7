import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Problem } from '@/lib/problem';

/** Git ended with an error; the message is what it said last. */
export class GitFailure extends Error {
  override name = 'GitFailure';
}

/**
 * Settings under which reading a stranger's repository runs nothing of it: no monitor, no signature
 * program, no fetching of what a partial clone lacks. Whose files they are does not matter to a reader.
 */
const settings = [
  ['safe.directory', '*'],
  ['core.fsmonitor', 'false'],
  ['core.quotePath', 'false'],
  ['log.showSignature', 'false'],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['protocol.allow', 'never'],
] as const;

/** The whole environment of git: none of the caller's GIT_ variables or settings leads it astray. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV } = process.env;
  return {
    NODE_ENV,
    // Where git is: without it only the system's own folders are looked in.
    PATH,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    // A folder that is no repository itself must not be taken for the one around it.
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** Starts git in a repository's folder. Its output waits for the reader; it takes `input` and ends. */
function startGit(folder: string, args: readonly string[], input = '') {
  const child = spawn('git', ['--no-pager', '-C', folder, ...args], {
    stdio: 'pipe',
    env: environment(folder),
  });
  // Git may end without reading all: how it ended is told by its exit.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return child;
}

/** What git prints, as it prints it. Throws GitFailure at the end if it ended with an error. */
export async function* gitBytes(
  folder: string,
  args: readonly string[],
  input?: string,
): AsyncGenerator<Buffer, void, undefined> {
  const child = startGit(folder, args, input);
  const ended = once(child, 'close').catch((error: unknown) => {
    throw isMissing(error)
      ? new Problem('Git is not installed here: install git and import again.')
      : error;
  });
  // Awaited below, unless the reader stops early or the output itself fails.
  ended.catch(() => {});
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  try {
    yield* child.stdout;
    const [code] = await ended;
    if (code !== 0) throw new GitFailure(complaint.trim() || `git ended with ${code}`);
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

/** `gitBytes` as text: bytes that are no UTF-8 become U+FFFD. */
export async function* gitOutput(
  folder: string,
  args: readonly string[],
  input?: string,
): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  for await (const bytes of gitBytes(folder, args, input)) yield decoder.write(bytes);
  yield decoder.end();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The whole of a short answer, without its last line break. */
export async function askGit(folder: string, args: readonly string[]): Promise<string> {
  let answer = '';
  for await (const text of gitOutput(folder, args)) answer += text;
  return answer.trimEnd();
}

/** A short answer, or undefined where git says no. */
export async function tryGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await askGit(folder, args);
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** Longer than any field that is kept whole: what a hostile repository may make us hold. */
const fieldLimit = 1_000_000;

/** The fields of an output that ends each with a separator, many at a time. */
export async function* fields(
  output: AsyncIterable<string>,
  separator: '\0' | '\n',
): AsyncGenerator<string[], void, undefined> {
  let open = '';
  for await (const text of output) {
    const parts = text.split(separator);
    const last = parts.pop() ?? '';
    if (parts.length === 0) {
      if (open.length < fieldLimit) open += last;
      continue;
    }
    parts[0] = open + parts[0];
    open = last;
    yield parts;
  }
  if (open !== '') yield [open];
}
