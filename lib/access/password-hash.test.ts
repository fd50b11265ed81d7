import { hashPassword as hashAsBefore } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from '@/lib/access/password-hash';

const password = 'only for tests of hashes é 5b1';

describe('a password that is kept', () => {
  it('says its cost, is salted, and is known again by the password alone', async () => {
    const [one, another] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{86}$/);
    expect(one).not.toBe(another);
    expect(isOutdated(one)).toBe(false);
    expect(await verifyPassword(one, password)).toBe(true);
    expect(await verifyPassword(one, password.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(one, `${password} `)).toBe(false);
  });

  it('is known again as it was kept before, and is to be kept anew', async () => {
    const hash = await hashAsBefore(password);
    expect(isOutdated(hash)).toBe(true);
    expect(await verifyPassword(hash, password)).toBe(true);
    expect(await verifyPassword(hash, 'another one')).toBe(false);
  });

  it('is known by the cost that it says, whatever new ones have', async () => {
    // From RFC 7914, section 12, for the password "pleaseletmein" and the salt "SodiumChloride".
    const salt = Buffer.from('SodiumChloride').toString('base64url');
    const key = Buffer.from(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
      'hex',
    ).toString('base64url');
    const hash = `$scrypt$ln=14,r=8,p=1$${salt}$${key}`;
    expect(await verifyPassword(hash, 'pleaseletmein')).toBe(true);
    expect(isOutdated(hash)).toBe(true);
  });

  it.each(['', 'password', '$scrypt$ln=15,r=8,p=3$$', ':'])(
    'is nobody’s where it is %j',
    async (hash) => {
      expect(await verifyPassword(hash, '')).toBe(false);
    },
  );
});
