import { unquotedPath } from '@/lib/history/quoted-path';

/** Options under which git writes the patches that `PatchReader` reads, whatever is configured. */
export const patchOptions = [
  ...['-p', '-U0', '--inter-hunk-context=0', '--full-index', '--submodule=short'],
  ...['--src-prefix=a/', '--dst-prefix=b/', '--no-ext-diff', '--no-textconv', '--no-color'],
] as const;

/** Where a hunk is in the old file and in the new one: its first line, from 1, and how many. */
export interface Hunk {
  oldStart: number;
  oldCount: number;
  newStart: number;
  newCount: number;
}

/** What listens to a patch while it is read. Nothing of it is kept. */
export interface PatchListener {
  /** All that follows, until the next one, is the patch of this commit. */
  commit?(sha: string): void;
  file(path: string): void;
  /** The file is a renamed one; what `file` said of it is void. Only with -M. */
  renamed?(from: string, to: string): void;
  hunk(hunk: Hunk): void;
  /** A line that was added or removed, without its sign: the bytes from `start` to `end`. */
  line?(added: boolean, bytes: Buffer, start: number, end: number): void;
  /** The contents of the file, which has no lines, changed from one object to another. */
  binary?(before: string, after: string): void;
}

/** Of a longer line only the beginning is read: minified files have lines of megabytes. */
const lineLimit = 64 * 1024;
const [newline, plus, minus] = [10, 43, 45];
const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const commitHeader = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const indexHeader = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/;

/**
 * Reads what `git diff-tree --stdin` writes with `patchOptions`, piece by piece. The counts of a hunk
 * say which lines are contents, so nothing in a file can pass for a header.
 */
export class PatchReader {
  #open: Buffer = Buffer.alloc(0);
  /** The rest of the open line is left out. */
  #skips = false;
  #removed = 0;
  #added = 0;
  #index: [string, string] = ['', ''];
  #renamedFrom = '';

  constructor(private readonly listener: PatchListener) {}

  /** Takes the next bytes of the output, which ends with a line break. */
  read(chunk: Buffer): void {
    let start = 0;
    let bytes = chunk;
    if (this.#skips) {
      start = chunk.indexOf(newline) + 1;
      if (start === 0) return;
      this.#skips = false;
      this.#line(this.#open, 0, this.#open.length);
    } else if (this.#open.length > 0) bytes = Buffer.concat([this.#open, chunk]);
    for (;;) {
      const end = bytes.indexOf(newline, start);
      if (end < 0) break;
      this.#line(bytes, start, end);
      start = end + 1;
    }
    this.#skips = bytes.length - start > lineLimit;
    // A copy: a view would keep the whole chunk.
    this.#open = Buffer.from(bytes.subarray(start, start + lineLimit));
  }

  #line(bytes: Buffer, start: number, end: number): void {
    const sign = bytes[start];
    if (this.#removed > 0 && sign === minus) {
      this.#removed -= 1;
      this.listener.line?.(false, bytes, start + 1, end);
    } else if (this.#added > 0 && sign === plus) {
      this.#added -= 1;
      this.listener.line?.(true, bytes, start + 1, end);
    } else if (this.#removed === 0 && this.#added === 0) {
      this.#header(bytes.toString('utf8', start, end));
    }
  }

  #header(line: string): void {
    if (line.startsWith('@@ ')) this.#hunk(line);
    else if (line.startsWith('diff --git ')) this.listener.file(pathOf(line.slice(11)));
    else if (line.startsWith('index ')) {
      const [, before = '', after = ''] = indexHeader.exec(line) ?? [];
      this.#index = [before, after];
    } else if (line.startsWith('Binary files ')) this.listener.binary?.(...this.#index);
    else if (line.startsWith('rename from ')) {
      this.#renamedFrom = unquotedPath(line.slice('rename from '.length));
    } else if (line.startsWith('rename to ')) {
      this.listener.renamed?.(this.#renamedFrom, unquotedPath(line.slice('rename to '.length)));
    } else if (commitHeader.test(line)) this.listener.commit?.(line);
  }

  #hunk(line: string): void {
    const [, oldStart, oldCount = '1', newStart, newCount = '1'] = hunkHeader.exec(line) ?? [];
    if (oldStart === undefined) return;
    this.#removed = Number(oldCount);
    this.#added = Number(newCount);
    this.listener.hunk({
      oldStart: Number(oldStart),
      oldCount: this.#removed,
      newStart: Number(newStart),
      newCount: this.#added,
    });
  }
}

/** The path of `a/path b/path`: without renames both are equally long, and quoted alike. */
function pathOf(both: string): string {
  return unquotedPath(both.slice(0, (both.length - 1) / 2)).slice(2);
}
