import { cut } from '@/lib/history/cut';
import { fields, gitOutput } from '@/lib/history/git';

/** A commit as git tells it. */
export interface GitCommit {
  sha: string;
  parents: readonly string[];
  author: { name: string; email: string };
  committer: { name: string; email: string };
  committedAt: Date;
  message: string;
}

const format = '%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%ct%x00%B';
const fieldsOfCommit = 8;
const messageLimit = 200_000;

function logArguments(newest: string, without: readonly string[]): string[] {
  return [
    ...['log', '-z', '--topo-order', '--no-show-signature', '--no-notes', '--no-color'],
    ...[`--format=tformat:${format}`, newest, ...without.map((sha) => `^${sha}`), '--'],
  ];
}

/**
 * Streams the commits that `newest` has and `without` have not, newest first, none before all of its
 * children. A date that no calendar holds, or after `now`, becomes `now`: clocks of committers are
 * wrong at times, and a merge in the future would count as news of the future.
 */
export async function* gitLog(
  folder: string,
  newest: string,
  without: readonly string[],
  now: Date,
): AsyncGenerator<GitCommit, void, undefined> {
  let open: string[] = [];
  for await (const more of fields(gitOutput(folder, logArguments(newest, without)), '\0')) {
    open = open.length === 0 ? more : open.concat(more);
    let start = 0;
    for (; start + fieldsOfCommit <= open.length; start += fieldsOfCommit) {
      yield commitOf(open, start, now);
    }
    open = open.slice(start);
  }
}

function commitOf(list: readonly string[], start: number, now: Date): GitCommit {
  const field = (index: number) => list[start + index] ?? '';
  return {
    sha: field(0),
    parents: field(1) === '' ? [] : field(1).split(' '),
    author: { name: cut(field(2), 300), email: cut(field(3), 300) },
    committer: { name: cut(field(4), 300), email: cut(field(5), 300) },
    committedAt: momentOf(field(6), now),
    message: cut(field(7), messageLimit),
  };
}

function momentOf(seconds: string, now: Date): Date {
  const at = Number(seconds) * 1000;
  return at >= 0 && at <= now.getTime() ? new Date(at) : now;
}
