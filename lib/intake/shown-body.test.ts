import { expect, it } from 'vitest';
import { shownBody } from '@/lib/intake/shown-body';

const bytesOf = (text: string) => new TextEncoder().encode(text);

it('shows JSON in lines and hides what opens something', () => {
  const body = bytesOf('{"title":"Add","hook":{"access_token":"s3cret","Password":""},"tokens":5}');
  const { text, isJson } = shownBody(body);
  expect(isJson).toBe(true);
  expect(JSON.parse(text)).toEqual({
    title: 'Add',
    hook: { access_token: '••••••', Password: '' },
    tokens: 5,
  });
});

it('shows anything else as it is, as far as it fits', () => {
  expect(shownBody(bytesOf('not json'))).toEqual({ text: 'not json', isCut: false, isJson: false });
  expect(shownBody(new Uint8Array([0xff])).text).toBe('\uFFFD');
  expect(shownBody(bytesOf('x'.repeat(300_000)))).toMatchObject({ isCut: true });
});
