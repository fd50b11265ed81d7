import { describe, expect, it } from 'vitest';
import { errorFacts } from '@/lib/error-facts';

const logged = (thrown: unknown) => JSON.stringify(errorFacts(thrown));

describe('what is logged of an error', () => {
  it('has neither the row, the statement nor the values that its words quote', () => {
    const error = Object.assign(new Error('invalid input syntax for type integer: "planted"'), {
      code: '22P02',
      detail: 'Key (email)=(planted@example.org) already exists.',
      where: "unnamed portal parameter $1 = 'planted'",
      meta: { query: 'planted' },
    });
    expect(logged(error)).not.toContain('planted');
    expect(errorFacts(error)).toMatchObject({
      type: 'Error',
      code: '22P02',
      message: 'invalid input syntax for type integer: …',
      stack: expect.stringContaining('error-facts.test.ts'),
    });
  });

  it.each([
    'Key (email)=(planted@example.org) already exists.',
    'cannot reach postgres://ada:planted@db/am',
    'nobody is called planted@example.org here',
    'new row violates check constraint "c" Failing row contains (1, planted, planted).',
    'invalid input syntax for type json: "planted',
    'Unexpected token \'p\', "planted \\" planted" is not valid JSON',
  ])('leaves out of its words: %s', (words) => {
    expect(logged(new Error(words))).not.toContain('planted');
    expect(logged(words)).not.toContain('planted');
  });

  it('keeps what the schema calls things', () => {
    const words = 'relation "guardrail" violates check constraint "audit_entry_reason_check"';
    expect(errorFacts(new Error(words)).message).toBe(words);
  });

  it('says the same of its causes', () => {
    const cause = Object.assign(new TypeError('"planted" is no date'), { request: 'planted' });
    const error = new Error('it could not be read', { cause });
    expect(logged(error)).not.toContain('planted');
    expect(errorFacts(error).cause).toMatchObject({ type: 'TypeError', message: '… is no date' });
  });

  it('ends where causes go in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(logged(error).match(/"round"/g)?.length).toBeLessThan(10);
  });
});
