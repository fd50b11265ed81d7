import { createHash } from 'node:crypto';
import { commonPasswords } from '@/lib/access/common-passwords';
import { outgoing } from '@/lib/outgoing';

const rangeUrl = 'https://api.pwnedpasswords.com/range/';
const patienceMs = 3_000;
const differentAtLeast = 6;

/**
 * Answers with the breached passwords whose SHA-1 begins with these five digits, a line each: the other
 * digits, a colon and how often it was seen. Undefined where nobody answers.
 */
export type BreachedRange = (firstDigits: string) => Promise<string | undefined>;

/**
 * Why a new password is not taken, in words; undefined where it is. `known` are words that anybody would
 * try first for this person. Whether it is among the breached ones is asked by the first five digits of
 * its SHA-1 alone (haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange); where nobody answers, only the
 * most common ones are known: a server without a way out must still let people in.
 */
export async function refusalOf(
  password: string,
  known: readonly string[],
  breachedRange: BreachedRange = askRange,
): Promise<string | undefined> {
  const small = password.toLowerCase();
  if (password.length < 12) return 'A password must have at least 12 characters.';
  if (password.length > 128) return 'A password must have at most 128 characters.';
  if (new Set(small).size < differentAtLeast) {
    return `A password must have at least ${differentAtLeast} different characters.`;
  }
  const guessed = [...known, 'aftermerge'].find(
    (word) =>
      word.length > 3 && small.includes(word.toLowerCase()) && word.length * 2 > small.length,
  );
  if (guessed !== undefined)
    return `A password must be more than "${guessed}" with a little added.`;
  if (commonPasswords.has(small) || (await isBreached(password, breachedRange))) {
    return 'This password is in lists of stolen ones: choose another.';
  }
  return undefined;
}

async function isBreached(password: string, breachedRange: BreachedRange): Promise<boolean> {
  const hash = createHash('sha1').update(password).digest('hex').toUpperCase();
  const range = await breachedRange(hash.slice(0, 5));
  const found = range?.split(/\r?\n/).find((line) => line.startsWith(`${hash.slice(5)}:`));
  // Padding has a count of 0.
  return found !== undefined && !found.endsWith(':0');
}

async function askRange(firstDigits: string): Promise<string | undefined> {
  try {
    const answer = await outgoing(new URL(`${rangeUrl}${firstDigits}`), {
      headers: { 'add-padding': 'true' },
      timeoutMs: patienceMs,
      bytesAtMost: 1_000_000,
    });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
