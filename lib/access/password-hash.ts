import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

interface Cost {
  /** The binary logarithm of scrypt's N. */
  ln: number;
  r: number;
  p: number;
}

/**
 * One of the costs that OWASP's Password Storage Cheat Sheet holds to be as strong as N=2^17, r=8, p=1; this
 * one takes 32 MiB where that takes 128, so that a flood of sign-ins cannot use up a small machine's memory.
 */
const present: Cost = { ln: 15, r: 8, p: 3 };
/** What passwords were kept by that say no cost. */
const before: Cost = { ln: 14, r: 16, p: 1 };
const keyBytes = 64;

const written = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;
const writtenBefore = /^([0-9a-f]{32}):([0-9a-f]{128})$/;

/** A new password as it is kept: `$scrypt$ln=15,r=8,p=3$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, present);
  const { ln, r, p } = present;
  const [told, kept] = [salt, key].map((bytes) => bytes.toString('base64url'));
  return `$scrypt$ln=${ln},r=${r},p=${p}$${told}$${kept}`;
}

/** Whether a password is the one that is kept so; what is no hash at all is nobody's. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const kept = read(hash);
  if (kept === undefined) return false;
  const key = await keyOf(password, kept.salt, kept.cost);
  return key.length === kept.key.length && timingSafeEqual(key, kept.key);
}

/** Whether a password is kept by another cost than new ones are. */
export function isOutdated(hash: string): boolean {
  const { ln, r, p } = present;
  return !hash.startsWith(`$scrypt$ln=${ln},r=${r},p=${p}$`);
}

function read(hash: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined {
  const [, ln, r, p, salt = '', key = ''] = written.exec(hash) ?? [];
  if (key !== '') {
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
    return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
  }
  const [, saltBefore = '', keyBefore = ''] = writtenBefore.exec(hash) ?? [];
  // The salt is the text of its digits, not what they stand for.
  return keyBefore === ''
    ? undefined
    : { cost: before, salt: Buffer.from(saltBefore), key: Buffer.from(keyBefore, 'hex') };
}

function keyOf(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // The same letters may be typed in several ways.
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
