import { Presets, SingleBar } from 'cli-progress';
import type { ImportSummary } from '@/lib/api/imports';
import type { ImportProgress } from '@/lib/history/import-history';

const linesEveryMs = 5_000;

type Fixes = NonNullable<ImportProgress['fixes']>;

/** Shows how an import goes: a bar on a terminal, now and then a line elsewhere. */
export class ImportProgressView {
  #bar: SingleBar | undefined;
  #first: { done: number; atMs: number } | undefined;
  #last: ImportProgress | undefined;
  #fixes: SingleBar | undefined;
  #tracedFromMs: number | undefined;
  #lineAtMs = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** The newest news of the import; undefined before it began. */
  get last(): ImportProgress | undefined {
    return this.#last;
  }

  show(progress: ImportProgress, nowMs: number): void {
    if (this.#first === undefined) {
      this.#first = { done: progress.done, atMs: nowMs };
      this.#lineAtMs = nowMs;
      this.stream.write(`${beginning(progress)}\n`);
      if (this.stream.isTTY && progress.done < progress.total) this.#bar = this.#startBar(progress);
    }
    this.#last = progress;
    if (progress.fixes !== undefined) {
      this.#showFixes(progress.fixes, nowMs);
      return;
    }
    const rate = `${rateOf(this.#first, progress.done, nowMs)}/s`;
    this.#bar?.update(progress.done, { rate });
    if (this.#bar === undefined && nowMs - this.#lineAtMs >= linesEveryMs) {
      this.#lineAtMs = nowMs;
      const { done, total } = progress;
      this.stream.write(`${count(done)} of ${count(total)} commits of the branch, ${rate}\n`);
    }
  }

  #showFixes({ done, total, traced }: Fixes, nowMs: number): void {
    this.#tracedFromMs ??= nowMs;
    if (this.#fixes === undefined && this.stream.isTTY) {
      this.#bar?.stop();
      const format = 'Tracing fixes {bar} {percentage} % | {traced} traced';
      this.#fixes = new SingleBar({ format, stream: this.stream }, Presets.shades_classic);
      this.#fixes.start(total, done, { traced });
    }
    this.#fixes?.update(done, { traced: count(traced) });
    if (this.#fixes === undefined && (done === total || nowMs - this.#lineAtMs >= linesEveryMs)) {
      this.#lineAtMs = nowMs;
      const seconds = ((nowMs - this.#tracedFromMs) / 1000).toFixed(1);
      const what = `${count(done)} of ${count(total)} commits of the branch`;
      this.stream.write(`Fixes in ${what} in ${seconds} s: ${count(traced)} traced.\n`);
    }
  }

  stop(): void {
    this.#bar?.stop();
    this.#fixes?.stop();
    for (const note of this.#last?.notes ?? []) this.stream.write(`${note}\n`);
  }

  #startBar({ done, total }: ImportProgress): SingleBar {
    const format = '{bar} {percentage} % | {value} of {total} | {rate} | {eta_formatted} left';
    const bar = new SingleBar(
      { format, stream: this.stream, etaBuffer: 5 },
      Presets.shades_classic,
    );
    bar.start(total, done, { rate: '…' });
    return bar;
  }
}

function beginning({ repository, branch, done, total }: ImportProgress): string {
  if (done === total) return `${repository}, branch ${branch}: everything is imported already.`;
  const left = `${count(total - done)} commits of branch ${branch}`;
  return done === 0
    ? `Importing ${repository}: ${left}.`
    : `Going on with ${repository}: ${left} are new.`;
}

function rateOf(first: { done: number; atMs: number }, done: number, nowMs: number): string {
  return count(Math.round(((done - first.done) * 1000) / Math.max(1, nowMs - first.atMs)));
}

const count = (number: number) => number.toLocaleString('en-US');

/** What is known of the repository after an import, as lines of a table. */
export function summaryLines(summary: ImportSummary): string[] {
  const rows: [string, number][] = [
    ['changes', summary.changes],
    ...summary.byAuthorship.map(({ authorship, changes }): [string, number] => [
      `  ${authorship}`,
      changes,
    ]),
    ...(summary.byAgent.length === 0
      ? []
      : [['by agent', sum(summary.byAgent)] as [string, number]]),
    ...summary.byAgent.map(({ agent, changes }): [string, number] => [`  ${agent}`, changes]),
    ['regressions found', summary.regressions],
    ['reverts of nothing known here', summary.unlinkedReverts],
  ];
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const countWidth = Math.max(...rows.map(([, number]) => count(number).length));
  return rows.map(
    ([name, number]) => `${name.padEnd(nameWidth)}  ${count(number).padStart(countWidth)}`,
  );
}

/** What a run took: seconds, and the most memory that it held, which comes in KiB. */
export function spentWords(seconds: number, peakKib: number): string {
  return `This took ${seconds.toFixed(1)} s and at most ${Math.ceil(peakKib / 1024)} MB of memory.`;
}

const sum = (list: readonly { changes: number }[]) =>
  list.reduce((total, { changes }) => total + changes, 0);
