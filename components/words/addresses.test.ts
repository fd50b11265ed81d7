import { describe, expect, it } from 'vitest';
import { addressOf, idOf } from '@/components/words/addresses';

describe('addresses', () => {
  it('lead back to the id that they were made from', () => {
    for (const id of ['acme/web/12', 'group/sub/project/0a1b', 'a/b/key with % and ? ünïcode']) {
      const address = addressOf('/changes', id);
      expect(idOf(address.slice('/changes/'.length).split('/'))).toBe(id);
    }
  });

  it('stand for nothing where they are not written so', () => {
    expect(idOf(['acme', '%E0%A4%A'])).toBeUndefined();
    expect(idOf(['acme', 'a%00b'])).toBeUndefined();
  });
});
