import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSecret, secretBox } from '@/lib/access/secret-box';

describe('a secret box', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const box = secretBox(['key']);
    expect(box.open(box.seal('grüße'))).toBe('grüße');
    expect(box.seal('same')).not.toEqual(box.seal('same'));
  });

  it('opens nothing that was sealed with another key', () => {
    const sealed = secretBox(['key']).seal('text');
    expect(() => secretBox(['other']).open(sealed)).toThrow(/another key/);
  });

  it('opens nothing that was changed or cut', () => {
    const box = secretBox(['key']);
    const sealed = box.seal('text');
    for (let index = 0; index < sealed.length; index++) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => box.open(changed)).toThrow(/another key/);
      expect(() => box.open(sealed.subarray(0, index))).toThrow(/another key/);
    }
  });

  it('opens what the key before sealed, and seals with the present one', () => {
    const before = secretBox(['before']);
    const both = secretBox(['present', 'before']);
    const old = before.seal('text');
    expect(both.open(old)).toBe('text');
    expect(both.isPresent(old)).toBe(false);
    expect(both.isPresent(both.seal('text'))).toBe(true);
    expect(() => before.open(both.seal('text'))).toThrow(/another key/);
  });

  it('opens the first boxes, which did not say with which key they were sealed', () => {
    // AES-256-GCM of "text" under a key derived from "key".
    const first = Buffer.from(
      '07070707070707070707070742c927bf0453aaaa93c3d49a7d07c1ab2b51e1e5',
      'hex',
    );
    expect(secretBox(['other', 'key']).open(first)).toBe('text');
    expect(secretBox(['key']).isPresent(first)).toBe(false);
    expect(() => secretBox(['other']).open(first)).toThrow(/another key/);
  });
});

describe('the key in the data folder', () => {
  it('is made once, long and for its owner alone', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'aftermerge-')), 'data');
    const secret = fileSecret(folder);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(fileSecret(folder)).toBe(secret);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secret.key']);
  });
});
