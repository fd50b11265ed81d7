import * as z from 'zod/mini';
import { storedBox } from '@/lib/access/server-secret';
import { Removed } from '@/lib/domain/removed';

/** Longer than anybody regrets a click, shorter than what was deleted should be about. */
const hourMs = 3_600_000;

const Word = z.object({ removed: Removed, by: z.string(), until: z.number() });

/**
 * What is removed, sealed into a word for who removed it: nothing of it has to be kept here, and nobody
 * else can read it, change it or use it.
 */
export function wordFor(removed: Removed, by: string, now: Date): string {
  const word: z.input<typeof Word> = { removed, by, until: now.getTime() + hourMs };
  return Buffer.from(storedBox().seal(JSON.stringify(word))).toString('base64url');
}

/** What a word puts back; undefined where it is another's, too old, or none of ours. */
export function removedBy(by: string, undo: string, now: Date): Removed | undefined {
  const word = read(undo);
  return word?.by === by && word.until > now.getTime() ? word.removed : undefined;
}

function read(undo: string): z.output<typeof Word> | undefined {
  try {
    return Word.parse(JSON.parse(storedBox().open(Buffer.from(undo, 'base64url'))));
  } catch {
    return undefined;
  }
}
