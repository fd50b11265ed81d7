import { isUnavailable } from '@/lib/db/unavailable';

/**
 * Does work on many things at once; where it fails, on each half by itself, until what cannot be done
 * stands alone: it is handed to `failed`, and its neighbours are done. Where the database is not to be
 * had nothing is to blame, and the error is thrown.
 */
export async function inParts<Thing>(
  things: readonly Thing[],
  work: (part: readonly Thing[]) => Promise<void>,
  failed: (thing: Thing, error: unknown) => Promise<void> | void,
): Promise<void> {
  const [first] = things;
  if (first === undefined) return;
  try {
    await work(things);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    if (things.length === 1) {
      await failed(first, error);
      return;
    }
    const middle = Math.ceil(things.length / 2);
    await inParts(things.slice(0, middle), work, failed);
    await inParts(things.slice(middle), work, failed);
  }
}
