import { gitBytes } from '@/lib/history/git';

const newline = 10;

/**
 * Streams the contents of objects as text, in the order asked; undefined for those that the clone
 * lacks or that are larger than `limit` bytes.
 */
export async function* gitBlobs(
  folder: string,
  ids: readonly string[],
  limit: number,
): AsyncGenerator<string | undefined, void, undefined> {
  let open = Buffer.alloc(0);
  /** Of the contents that are being read: what is still to come, with the line break after them. */
  let left = 0;
  let parts: Buffer[] | undefined;
  const input = ids.map((id) => `${id}\n`).join('');
  for await (const chunk of gitBytes(folder, ['cat-file', '--batch'], input)) {
    let bytes = open.length === 0 ? chunk : Buffer.concat([open, chunk]);
    open = Buffer.alloc(0);
    while (bytes.length > 0) {
      if (left > 0) {
        const part = bytes.subarray(0, left);
        parts?.push(part);
        left -= part.length;
        bytes = bytes.subarray(part.length);
        if (left === 0) yield parts && Buffer.concat(parts).toString('utf8').slice(0, -1);
        continue;
      }
      const end = bytes.indexOf(newline);
      if (end < 0) {
        open = Buffer.from(bytes);
        break;
      }
      const size = /^[0-9a-f]+ blob (\d+)$/.exec(bytes.toString('utf8', 0, end))?.[1];
      bytes = bytes.subarray(end + 1);
      if (size === undefined) yield undefined;
      else {
        left = Number(size) + 1;
        parts = left > limit ? undefined : [];
      }
    }
  }
}
