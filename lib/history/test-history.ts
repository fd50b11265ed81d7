import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** A real git repository in a folder of its own, whose commits follow each other by an hour. */
export class TestHistory {
  readonly folder = mkdtempSync(join(tmpdir(), 'aftermerge-history-'));
  #hours = 0;

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: string[]): string {
    return this.#run(args).toString().trim();
  }

  /** Commits `lines` new lines in a file; returns the sha. */
  commit(message: string | Buffer, { file = 'a.txt', lines = 1, author = 'Ana', at = '' } = {}) {
    writeFileSync(join(this.folder, file), `${'line\n'.repeat(lines)}${this.#hours}\n`, {
      flag: 'a',
    });
    return this.#commitAll(message, author, at);
  }

  /** Commits files as they are to be from now on; without contents they are gone. */
  write(message: string, files: Record<string, string | undefined>, at = ''): string {
    for (const [file, contents] of Object.entries(files)) {
      const path = join(this.folder, file);
      mkdirSync(dirname(path), { recursive: true });
      if (contents === undefined) rmSync(path);
      else writeFileSync(path, contents);
    }
    return this.#commitAll(message, 'Ana', at);
  }

  #commitAll(message: string | Buffer, author: string, at: string): string {
    this.git('add', '--all');
    const args = ['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '--file=-'];
    this.#run(args, { message, author, at });
    return this.git('rev-parse', 'HEAD');
  }

  /** Merges branches into the one that is checked out, always by a merge commit. */
  merge(message: string, ...branches: string[]): string {
    this.git('merge', '--quiet', '--no-ff', '--message', message, ...branches);
    return this.git('rev-parse', 'HEAD');
  }

  branch(name: string, from = 'main'): void {
    this.git('switch', '--quiet', '--create', name, from);
  }

  main(): void {
    this.git('switch', '--quiet', 'main');
  }

  /** Commits without files that follow each other on main, byte by byte as given. */
  commitMany(messages: readonly (string | Buffer)[]): void {
    const stream = messages.flatMap((message, index) => [
      'commit refs/heads/main\n',
      `committer Ana <ana@example.com> ${1_700_000_000 + index * 60} +0000\n`,
      `data ${Buffer.byteLength(message)}\n`,
      message,
      '\n',
    ]);
    const bytes = Buffer.concat(stream.map((part) => Buffer.from(part)));
    this.#run(['fast-import', '--quiet', '--force'], { message: bytes });
  }

  #run(args: string[], { message = '' as string | Buffer, author = 'Ana', at = '' } = {}): Buffer {
    this.#hours += 1;
    const date = at || `${1_700_000_000 + this.#hours * 3_600} +0000`;
    const email = `${author.toLowerCase()}@example.com`;
    return execFileSync('git', ['-c', 'core.autocrlf=false', ...args], {
      cwd: this.folder,
      input: message,
      stdio: 'pipe',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: email,
        GIT_COMMITTER_NAME: author,
        GIT_COMMITTER_EMAIL: email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    });
  }
}

/** Repositories for the tests of one file, gone after them. */
export function testHistories(): () => TestHistory {
  const made: TestHistory[] = [];
  afterAll(() => {
    for (const { folder } of made) rmSync(folder, { recursive: true });
  });
  return () => {
    const history = new TestHistory();
    made.push(history);
    return history;
  };
}
