import { Presets, SingleBar } from 'cli-progress';
import type { BackfillProgress } from '@/lib/backfill/run-backfill';

const linesEveryMs = 5_000;

/** Shows how a backfill goes: a bar on a terminal, now and then a line elsewhere. */
export class BackfillProgressView {
  #bar: SingleBar | undefined;
  #first: { done: number; atMs: number } | undefined;
  #lineAtMs = 0;
  #waitingUntil: number | undefined;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(progress: BackfillProgress, nowMs: number): void {
    const { done, total, reading, waitingUntil } = progress;
    if (this.#first === undefined) {
      this.#first = { done, atMs: nowMs };
      this.#lineAtMs = nowMs;
      this.stream.write(`${beginning(progress)}\n`);
      if (this.stream.isTTY && total > done) this.#bar = this.#startBar(done, total);
    }
    const perSecond = rateOf(this.#first, done, nowMs);
    const left =
      waitingUntil === undefined ? leftWords(total - done, perSecond) : waitWords(waitingUntil);
    const rate = `${perSecond.toFixed(1)}/s`;
    this.#bar?.setTotal(total);
    this.#bar?.update(done, { reading, rate, left });
    if (this.#bar !== undefined) return;
    const isNewWait = waitingUntil !== undefined && waitingUntil.getTime() !== this.#waitingUntil;
    this.#waitingUntil = waitingUntil?.getTime();
    if (!isNewWait && nowMs - this.#lineAtMs < linesEveryMs) return;
    this.#lineAtMs = nowMs;
    this.stream.write(`${count(done)} of ${count(total)}, ${reading}, ${rate}, ${left}\n`);
  }

  stop(): void {
    this.#bar?.stop();
  }

  #startBar(done: number, total: number): SingleBar {
    const format = '{bar} {percentage} % | {value} of {total} | {reading} | {rate} | {left}';
    const bar = new SingleBar({ format, stream: this.stream }, Presets.shades_classic);
    bar.start(total, done, { reading: '', rate: '…', left: '…' });
    return bar;
  }
}

function beginning({ repository, source, isNewSource, goesOn, done, total }: BackfillProgress) {
  const from = goesOn ? `Going on with ${repository}` : `Reading ${repository}`;
  const made = isNewSource
    ? `\nNo source took it: ${source} is set up for it. Its webhook's address and secret are under Sources.`
    : '';
  return `${from}: about ${count(total - done)} things, stored as deliveries of ${source}.${made}`;
}

/** Until when nothing is read, by the clock of who waits. */
export function waitWords(until: Date): string {
  const time = until.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `waiting for the rate limit until ${time}`;
}

function leftWords(things: number, perSecond: number): string {
  if (perSecond === 0) return '… left';
  const minutes = Math.ceil(things / perSecond / 60);
  return minutes < 60 ? `${minutes} min left` : `${(minutes / 60).toFixed(1)} h left`;
}

function rateOf(first: { done: number; atMs: number }, done: number, nowMs: number): number {
  return ((done - first.done) * 1000) / Math.max(1, nowMs - first.atMs);
}

const count = (number: number) => number.toLocaleString('en-US');

/** What a backfill has read and what of it was new, as lines of a table. */
export function backfillLines({ stored, read, fresh }: BackfillProgress): string[] {
  const rows: [string, number][] = [
    ...[...stored].sort(([a], [b]) => (a < b ? -1 : 1)),
    ['deliveries in all', read],
    ['of them new', fresh],
  ];
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const countWidth = Math.max(...rows.map(([, number]) => count(number).length));
  return rows.map(
    ([name, number]) => `${name.padEnd(nameWidth)}  ${count(number).padStart(countWidth)}`,
  );
}
