import { cut } from '@/lib/history/cut';
import { fields, GitFailure, gitOutput } from '@/lib/history/git';
import type { GitRepository } from '@/lib/history/open-repository';

/** What a change did to the files, as far as the clone can tell it. */
export interface Size {
  additions?: number;
  deletions?: number;
  changedFiles?: number;
  /** At most `pathsAtMost`. */
  paths?: string[];
}

/** Two states of a branch; without `base`, all of `sha` is new. */
export interface Span {
  sha: string;
  base: string | undefined;
}

const pathsAtMost = 5_000;
/** Lines need the files' contents, paths only the folders': a partial clone may lack either. */
const forms = ['--numstat', '--raw'] as const;
/** So many failures mean that the clone lacks them throughout, and trying on would cost too much. */
const failuresAtMost = 20;

/** Reads sizes from one repository; remembers what the clone has turned out to lack. */
export class SizeReader {
  readonly #failures = forms.map(() => 0);

  constructor(private readonly repository: GitRepository) {}

  /** Whether some changes have no sizes, because the clone lacks contents. */
  get lacking(): boolean {
    return this.#failures.some((count) => count > 0);
  }

  /** The sizes of the spans in their order. `spend` is told how much text they take. */
  async read(spans: readonly Span[], spend: (characters: number) => void): Promise<Size[]> {
    // Where history is cut, what was before its first commit is not known, and not nothing.
    const cutOff = ({ base }: Span) => base === undefined && this.repository.shallow;
    const told = await this.#read(
      spans.filter((span) => !cutOff(span)),
      0,
      spend,
    );
    return spans.map((span) => (cutOff(span) ? {} : (told.shift() ?? {})));
  }

  async #read(
    spans: readonly Span[],
    form: number,
    spend: (characters: number) => void,
  ): Promise<Size[]> {
    const option = forms[form];
    if (option === undefined) return spans.map(() => ({}));
    const sizes: Size[] = [];
    while (sizes.length < spans.length) {
      if ((this.#failures[form] ?? 0) >= failuresAtMost) {
        return [...sizes, ...(await this.#read(spans.slice(sizes.length), form + 1, spend))];
      }
      const asked = spans.slice(sizes.length);
      const { told, failed } = await diffTree(this.repository.folder, option, asked, spend);
      sizes.push(...told);
      const lacking = spans[sizes.length];
      if (!failed) break;
      this.#failures[form] = (this.#failures[form] ?? 0) + 1;
      if (lacking !== undefined) sizes.push(...(await this.#read([lacking], form + 1, spend)));
    }
    return sizes;
  }
}

/** One git for many spans. Where it fails, `told` ends before the span that it failed at. */
async function diffTree(
  folder: string,
  form: (typeof forms)[number],
  spans: readonly Span[],
  spend: (characters: number) => void,
): Promise<{ told: Size[]; failed: boolean }> {
  const args = [
    ...['diff-tree', '--stdin', '-r', '-z', '--root', '--always', form],
    ...['--no-renames', '--no-ext-diff', '--no-textconv', '--no-color'],
  ];
  const input = spans.map(({ sha, base }) => (base ? `${sha} ${base}\n` : `${sha}\n`)).join('');
  const told: Size[] = [];
  const add = form === '--numstat' ? numstatReader(told) : rawReader(told);
  try {
    for await (const parts of fields(gitOutput(folder, args, input), '\0')) {
      for (const part of parts) {
        spend(part.length);
        add(part);
      }
    }
    return { told, failed: false };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // Git names a commit before it reads it: what it has said of the files of others is whole.
    if (told.at(-1)?.changedFiles === 0) told.pop();
    return { told, failed: true };
  }
}

/** Takes fields that are a commit's sha, or `additions TAB deletions TAB path`. */
function numstatReader(told: Size[]): (field: string) => void {
  const file = /^(\d+|-)\t(\d+|-)\t/;
  return (field) => {
    const size = told.at(-1);
    const counts = file.exec(field);
    if (size === undefined || counts === null) {
      told.push({ additions: 0, deletions: 0, changedFiles: 0, paths: [] });
      return;
    }
    // Binary files have no lines: git writes dashes.
    size.additions = (size.additions ?? 0) + (Number(counts[1]) || 0);
    size.deletions = (size.deletions ?? 0) + (Number(counts[2]) || 0);
    addPath(size, field.slice(counts[0].length));
  };
}

/** Takes fields that are a commit's sha, or a colon and modes, which a field with the path follows. */
function rawReader(told: Size[]): (field: string) => void {
  let pathFollows = false;
  return (field) => {
    const size = told.at(-1);
    if (pathFollows && size !== undefined) addPath(size, field);
    else if (!field.startsWith(':')) told.push({ changedFiles: 0, paths: [] });
    pathFollows = !pathFollows && field.startsWith(':');
  };
}

function addPath(size: Size, path: string): void {
  size.changedFiles = (size.changedFiles ?? 0) + 1;
  if (size.paths !== undefined && size.paths.length < pathsAtMost)
    size.paths.push(cut(path, 4_096));
}
