import { cut } from '@/lib/history/cut';
import { fields, GitFailure, gitBytes, gitOutput } from '@/lib/history/git';
import type { GitRepository } from '@/lib/history/open-repository';
import { type PatchListener, PatchReader, patchOptions } from '@/lib/history/patch';
import { PatchIdBuilder, type PatchIds } from '@/lib/history/patch-id';

/** What a change did to the files, as far as the clone can tell it. */
export interface Size {
  additions?: number;
  deletions?: number;
  changedFiles?: number;
  /** At most `pathsAtMost`. */
  paths?: string[];
}

/** A size, and the ids of the diff where it has them. */
export interface Diff {
  size: Size;
  ids?: PatchIds;
}

/** Two states of a branch; without `base`, all that `sha` itself brought. */
export interface Span {
  sha: string;
  base: string | undefined;
}

/** Takes note of how much text is held. */
type Spend = (characters: number) => void;

const pathsAtMost = 5_000;
/** Lines need the files' contents, paths only the folders': a partial clone may lack either. */
const forms = [readPatches, readPaths] as const;
/** So many failures mean that the clone lacks them throughout, and trying on would cost too much. */
const failuresAtMost = 20;

/** Reads diffs of one repository; remembers what the clone has turned out to lack. */
export class DiffReader {
  readonly #failures = forms.map(() => 0);

  constructor(private readonly repository: GitRepository) {}

  /** Whether some changes have no sizes, because the clone lacks contents. */
  get lacking(): boolean {
    return this.#failures.some((count) => count > 0);
  }

  /** The diffs of the spans in their order. `spend` is told how much text they take. */
  async read(spans: readonly Span[], spend: Spend): Promise<Diff[]> {
    // Where history is cut, what was before its first commit is not known, and not nothing.
    const cutOff = ({ base }: Span) => base === undefined && this.repository.shallow;
    const told = await this.#read(
      spans.filter((span) => !cutOff(span)),
      0,
      spend,
    );
    return spans.map((span) => (cutOff(span) ? { size: {} } : (told.shift() ?? { size: {} })));
  }

  async #read(spans: readonly Span[], form: number, spend: Spend): Promise<Diff[]> {
    const readForm = forms[form];
    if (readForm === undefined) return spans.map(() => ({ size: {} }));
    const diffs: Diff[] = [];
    while (diffs.length < spans.length) {
      if ((this.#failures[form] ?? 0) >= failuresAtMost) {
        return [...diffs, ...(await this.#read(spans.slice(diffs.length), form + 1, spend))];
      }
      const asked = spans.slice(diffs.length);
      const { told, failed } = await readForm(this.repository.folder, asked, spend);
      diffs.push(...told);
      if (!failed) break;
      // Git may have failed at the one it told last or at the one after: it is asked from there again.
      const lacking = told.length === 0 ? asked[0] : undefined;
      if (lacking === undefined) continue;
      this.#failures[form] = (this.#failures[form] ?? 0) + 1;
      diffs.push(...(await this.#read([lacking], form + 1, spend)));
    }
    return diffs;
  }
}

interface Told {
  told: Diff[];
  /** Git failed at a span that follows; `told` holds only what is surely whole. */
  failed: boolean;
}

const inputOf = (spans: readonly Span[]) =>
  spans.map(({ sha, base }) => (base ? `${sha} ${base}\n` : `${sha}\n`)).join('');

const diffTree = ['diff-tree', '--stdin', '-r', '--root', '--always', '--no-renames'] as const;

async function toldBy(read: (told: Diff[]) => Promise<void>): Promise<Told> {
  const told: Diff[] = [];
  try {
    await read(told);
    return { told, failed: false };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    told.pop();
    return { told, failed: true };
  }
}

/** Sizes and ids of many spans from the patches that one git writes. */
function readPatches(folder: string, spans: readonly Span[], spend: Spend): Promise<Told> {
  return toldBy(async (told) => {
    const listener = new DiffListener(told, spend);
    const reader = new PatchReader(listener);
    const args = [...diffTree, ...patchOptions];
    for await (const chunk of gitBytes(folder, args, inputOf(spans))) reader.read(chunk);
    listener.finish();
  });
}

class DiffListener implements PatchListener {
  #size: Size = {};
  #ids = new PatchIdBuilder();
  #path: string | undefined;

  constructor(
    private readonly told: Diff[],
    private readonly spend: Spend,
  ) {}

  commit(sha: string): void {
    this.finish();
    this.spend(sha.length);
    this.#size = { additions: 0, deletions: 0, changedFiles: 0, paths: [] };
    this.#ids = new PatchIdBuilder();
    this.#path = undefined;
    this.told.push({ size: this.#size });
  }

  finish(): void {
    const ids = this.#ids.finish();
    const diff = this.told.at(-1);
    if (diff !== undefined && ids !== undefined) diff.ids = ids;
  }

  file(path: string): void {
    // A file that became a link, or the other way round, is told twice.
    if (path === this.#path) return;
    this.#path = path;
    this.spend(path.length);
    addPath(this.#size, path);
    this.#ids.file(path);
  }

  hunk({ oldCount, newCount }: { oldCount: number; newCount: number }): void {
    this.#size.additions = (this.#size.additions ?? 0) + newCount;
    this.#size.deletions = (this.#size.deletions ?? 0) + oldCount;
  }

  line(added: boolean, bytes: Buffer, start: number, end: number): void {
    this.#ids.line(added, bytes, start, end);
  }

  binary(before: string, after: string): void {
    this.#ids.binary(before, after);
  }
}

/** Files of many spans without their lines. */
function readPaths(folder: string, spans: readonly Span[], spend: Spend): Promise<Told> {
  return toldBy(async (told) => {
    const args = [...diffTree, '-z', '--raw'];
    let pathFollows = false;
    for await (const parts of fields(gitOutput(folder, args, inputOf(spans)), '\0')) {
      for (const field of parts) {
        spend(field.length);
        const size = told.at(-1)?.size;
        // A commit's sha, or a colon and modes, which a field with the path follows.
        if (pathFollows && size !== undefined) addPath(size, field);
        else if (!field.startsWith(':')) told.push({ size: { changedFiles: 0, paths: [] } });
        pathFollows = !pathFollows && field.startsWith(':');
      }
    }
  });
}

function addPath(size: Size, path: string): void {
  size.changedFiles = (size.changedFiles ?? 0) + 1;
  if (size.paths !== undefined && size.paths.length < pathsAtMost) {
    size.paths.push(cut(path, 4_096));
  }
}
