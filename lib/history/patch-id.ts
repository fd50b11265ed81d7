import { createHash, type Hash } from 'node:crypto';

/** The ids of a diff and of the diff that takes it back. */
export interface PatchIds {
  id: string;
  inverse: string;
}

/** With fewer lines that hold a word, unrelated diffs would be each other's inverse by chance. */
const linesAtLeast = 3;
/** A diff of more lines is an import of foreign code or a reformatting: it has no id. */
const linesAtMost = 20_000;

/** What a byte is in a line: white space is 0, signs are 1, parts of words are 2. */
const kindOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 32 || (byte >= 9 && byte <= 13)) return 0;
  return byte >= 128 || /\w/.test(String.fromCharCode(byte)) ? 2 : 1;
});

/**
 * Makes the id of one diff while its lines pass. Like `git patch-id --stable` it knows no line
 * numbers, no context and no white space; unlike it, it is made of what each file has more and less
 * of afterwards. That does not depend on how lines that stay are matched up, so the id of the
 * reversed diff is known too, without reading it.
 */
export class PatchIdBuilder {
  readonly #forward = createHash('sha256');
  readonly #backward = createHash('sha256');
  #path: string | undefined;
  /** Sums of the hashes of added lines less those of removed ones, in two independent lanes. */
  #first = 0;
  #second = 0;
  #contents: readonly [string, string] | undefined;
  #lines = 0;
  #linesWithWords = 0;
  #isNeutral = true;

  file(path: string): void {
    this.#closeFile();
    this.#path = path;
  }

  line(added: boolean, bytes: Buffer, start: number, end: number): void {
    this.#lines += 1;
    if (this.#lines > linesAtMost) return;
    let first = 0x811c9dc5;
    let second = 0x9747b28c;
    let kinds = 0;
    for (let position = start; position < end; position += 1) {
      const byte = bytes[position] ?? 0;
      const kind = kindOfByte[byte] ?? 0;
      if (kind === 0) continue;
      kinds |= kind;
      first = Math.imul(first ^ byte, 0x01000193);
      second = Math.imul(second ^ byte, 0x5bd1e995) ^ (second >>> 15);
    }
    if (kinds === 0) return;
    if (kinds >= 2) this.#linesWithWords += 1;
    const sign = added ? 1 : -1;
    this.#first = (this.#first + sign * mixed(first)) | 0;
    this.#second = (this.#second + sign * mixed(second)) | 0;
  }

  /** The contents of the file, which has no lines, changed from one object to another. */
  binary(before: string, after: string): void {
    this.#contents = [before, after];
  }

  /** The ids, once all is told; undefined where there is too little or too much to tell by. */
  finish(): PatchIds | undefined {
    this.#closeFile();
    if (this.#isNeutral || this.#linesWithWords < linesAtLeast) return undefined;
    if (this.#lines > linesAtMost) return undefined;
    return { id: digestOf(this.#forward), inverse: digestOf(this.#backward) };
  }

  /** Git tells the files of a diff in one order, whichever way it is read. */
  #closeFile(): void {
    if (this.#path === undefined) return;
    const [before, after] = this.#contents ?? ['', ''];
    const [first, second] = [this.#first, this.#second];
    if (first !== 0 || second !== 0) this.#isNeutral = false;
    this.#forward.update(`${this.#path}\0${first} ${second} ${before} ${after}\0`);
    this.#backward.update(`${this.#path}\0${-first | 0} ${-second | 0} ${after} ${before}\0`);
    this.#path = undefined;
    this.#contents = undefined;
    this.#first = 0;
    this.#second = 0;
  }
}

/** MurmurHash3's last step: equal sums of hashes must not come from similar lines. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

const digestOf = (hash: Hash) => hash.digest('hex').slice(0, 32);
