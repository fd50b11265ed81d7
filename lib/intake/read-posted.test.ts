import { describe, expect, it } from 'vitest';
import { readPosted } from '@/lib/intake/read-posted';

const read = (text: string, type: string | null = 'application/json') =>
  readPosted(new TextEncoder().encode(text), type);

describe('a posted body', () => {
  it.each([
    ['one event', '{"a":1}', [{ value: { a: 1 } }]],
    ['an array', '[{"a":1},5]', [{ value: { a: 1 } }, { value: 5 }]],
    ['one a line', '{"a":1}\n{"a":2}\r\n\n', [{ value: { a: 1 } }, { value: { a: 2 } }]],
    ['one over several lines', '{\n"a":\n1}', [{ value: { a: 1 } }]],
    ['one after a byte order mark', '\uFEFF{"a":1}', [{ value: { a: 1 } }]],
  ])('can be %s, whatever its content type', (_, text, posted) => {
    expect(read(text, 'application/x-www-form-urlencoded')).toEqual(posted);
    expect(read(text, null)).toEqual(posted);
  });

  it('may have a bad line among its lines', () => {
    expect(read('{"a":1}\nbad\n{"a":2}')).toEqual([
      { value: { a: 1 } },
      { unreadable: expect.stringMatching(/^not JSON/) },
      { value: { a: 2 } },
    ]);
    expect(read('bad', 'application/x-ndjson; charset=utf-8')).toEqual([
      { unreadable: expect.stringMatching(/^not JSON/) },
    ]);
  });

  it.each([
    ['', /^The body is empty/],
    [' \n', /^The body is empty/],
    ['[]', /^The array is empty/],
    ['{"a":', /^The body is not JSON/],
    ['[\n{"a":1},\n{"a":2}', /^The body is not JSON/],
    ['a=1', /^The body is not JSON/],
  ])('that is %j is not understood, and why', (text, reason) => {
    expect(read(text)).toMatch(reason);
  });

  it('that is not UTF-8 is not understood', () => {
    expect(readPosted(new Uint8Array([0x7b, 0xff]), null)).toBe('The body is not UTF-8.');
  });
});
