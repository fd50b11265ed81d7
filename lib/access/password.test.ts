import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commonPasswords } from '@/lib/access/common-passwords';
import { refusalOf } from '@/lib/access/password';

const password = 'only for tests of refusals 8c2';
const digits = createHash('sha1').update(password).digest('hex').toUpperCase();
const others = ['0018A45C4D1DEF81644B54AB7F969B88D65:1', '00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2'];
/** The service's answer with this line among others, as it comes over the wire. */
const answering = (line: string) => async () => [...others, line].join('\r\n');
const stolen = 'This password is in lists of stolen ones: choose another.';

describe('a new password', () => {
  it.each([
    ['in lists of stolen ones', `${digits.slice(5)}:37`, stolen],
    ['in none', `${digits.slice(5, -1)}X:37`, undefined],
    ['padded among the answer alone', `${digits.slice(5)}:0`, undefined],
  ])('that is %s is told apart', async (_, line, refused) => {
    expect(await refusalOf(password, [], answering(line))).toBe(refused);
  });

  it('is asked about by the first five digits of its SHA-1 alone', async () => {
    const asked: string[] = [];
    await refusalOf(password, [], async (first) => {
      asked.push(first);
      return '';
    });
    expect(asked).toEqual([digits.slice(0, 5)]);
  });

  it('is taken where nobody answers, unless it is one of the most common ones', async () => {
    const silent = async () => undefined;
    expect(await refusalOf(password, [], silent)).toBeUndefined();
    expect(await refusalOf('QWERTYuiop123', [], silent)).toBe(stolen);
  });

  it.each([
    ['short', 'at least 12 characters'],
    ['x'.repeat(129), 'at most 128 characters'],
    ['abababababab', 'at least 6 different'],
    ['Aftermerge123', 'more than "aftermerge"'],
    ['ada@example.org1', 'more than "ada@example.org"'],
  ])('%j is refused with why', async (weak, why) => {
    const unasked = () => Promise.reject(new Error('Nobody need be asked about this one.'));
    expect(await refusalOf(weak, ['ada@example.org'], unasked)).toContain(why);
  });
});

it('the common passwords are such as the other rules take', async () => {
  for (const common of commonPasswords) {
    expect(await refusalOf(common, [], async () => ''), common).toBe(stolen);
  }
  expect(commonPasswords.size).toBeGreaterThan(100);
});
