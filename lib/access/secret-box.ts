import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@/lib/problem';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** What a box begins with before the id of its key; the first boxes had neither. */
const mark = Buffer.from('am1');
const idBytes = 4;
const headBytes = mark.length + idBytes;

/** Seals short texts so that a copy of the database alone does not give them away. */
export interface SecretBox {
  seal(text: string): Uint8Array<ArrayBuffer>;
  /** Throws a Problem where the box was sealed with a key that is not known, or was changed. */
  open(sealed: Uint8Array): string;
  /** Whether it is sealed with the present key. */
  isPresent(sealed: Uint8Array): boolean;
}

/**
 * AES-256-GCM under a key derived from the secret: a mark, the id of the key, nonce, tag and ciphertext
 * in one.
 * @param secrets the present one, which seals, then those before it, which only open.
 */
export function secretBox([present, ...before]: readonly [Secret, ...Secret[]]): SecretBox {
  const key = keyOf(present);
  const keys = [key, ...before.map(keyOf)];
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key.bytes, nonce);
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return new Uint8Array(Buffer.concat([key.head, nonce, cipher.getAuthTag(), ...sealed]));
    },
    open(sealed) {
      const named = keys.find((one) => begins(sealed, one));
      const opened =
        named === undefined
          ? keys.map((one) => unsealed(sealed, one)).find((text) => text !== undefined)
          : unsealed(sealed.subarray(headBytes), named);
      if (opened !== undefined) return opened;
      throw new Problem(
        'A stored secret was encrypted with another key: put back the old secret.key or AFTERMERGE_SECRET, or name it as the one before (docs/operate.md).',
      );
    },
    isPresent: (sealed) => begins(sealed, key),
  };
}

type Secret = string | Uint8Array;
interface Key {
  bytes: Uint8Array;
  head: Buffer;
}

function keyOf(secret: Secret): Key {
  const derived = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, '', `aftermerge ${purpose}`, bytes));
  return {
    bytes: derived('secret box', 32),
    head: Buffer.concat([mark, derived('secret box id', idBytes)]),
  };
}

const begins = (sealed: Uint8Array, { head }: Key) =>
  Buffer.from(sealed.subarray(0, headBytes)).equals(head);

/** The text in a nonce, tag and ciphertext; undefined where the key does not open it. */
function unsealed(sealed: Uint8Array, { bytes }: Key): string | undefined {
  try {
    const decipher = createDecipheriv(algorithm, bytes, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The key in the data folder's `secret.key`, made there on first use and readable by us alone. */
export function fileSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret.key');
  return readSecret(file) ?? makeSecret(dataFolder, file);
}

/** The key before it, in `secret.key.before`, while it is being changed over. */
export function fileSecretBefore(dataFolder: string): string | undefined {
  return readSecret(join(dataFolder, 'secret.key.before'));
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whoever links first has made the key, whole; everybody else reads that one. */
function makeSecret(dataFolder: string, file: string): string {
  mkdirSync(dataFolder, { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}
