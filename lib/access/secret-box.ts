import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@/lib/problem';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Seals short texts so that a copy of the database alone does not give them away. */
export interface SecretBox {
  seal(text: string): Uint8Array<ArrayBuffer>;
  /** Throws a Problem where the box was sealed with another key, or was changed. */
  open(sealed: Uint8Array): string;
}

/** AES-256-GCM under a key derived from the secret: nonce, tag and ciphertext in one. */
export function secretBox(secret: string | Uint8Array): SecretBox {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'aftermerge secret box', 32));
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce);
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]));
    },
    open(sealed) {
      try {
        const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new Problem(
          'A stored secret was encrypted with another key: put back the old secret.key or AFTERMERGE_SECRET.',
        );
      }
    },
  };
}

/** The key in the data folder's `secret.key`, made there on first use and readable by us alone. */
export function fileSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret.key');
  return readSecret(file) ?? makeSecret(dataFolder, file);
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
