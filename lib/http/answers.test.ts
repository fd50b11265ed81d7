import { describe, expect, it } from 'vitest';
import { changesQuestion } from '@/lib/api/changes';
import { statusQuestion } from '@/lib/api/status';
import { trendQuestion } from '@/lib/api/trend';
import { readAsk } from '@/lib/http/answers';
import { Failure } from '@/lib/http/failure';

const search = (text: string) => new URLSearchParams(text);

describe('what is asked in a URL', () => {
  it('is read with its lists, numbers and defaults', () => {
    const asked = readAsk(trendQuestion.ask, search('agent=codex,cursor&window=7&from=2026-01-01'));
    expect(asked).toMatchObject({
      from: '2026-01-01',
      agent: ['codex', 'cursor'],
      window: 7,
      period: 'week',
      authorship: ['agent', 'human'],
    });
  });

  it.each([
    ['windw=7', 'windw', /^There is no parameter "windw": known are from, to, .*period\.$/],
    ['window=31', 'window', 'window must be 7, 14, 30, 60 or 90, not 31.'],
    ['from=May', 'from', 'from must be a date like 2026-05-31, not "May".'],
    ['from=2026-02-01&to=2026-01-01', 'from', 'from must not be later than to.'],
    ['from=0001-01-01', 'from', 'from must be a date from 1970-01-01 to 2099-12-31.'],
    ['agent=a&agent=b', 'agent', 'agent is given twice: join values by commas.'],
    ['area=a%00b', 'area', 'area must have no NUL characters.'],
    ['area=a%0Ab', 'area.0', /^area\.0 must have no control characters/],
    ['repository=', 'repository', 'repository must have at least 1 entry.'],
    ['authorship=agent,robot', 'authorship.1', /^authorship\.1 must be human, .*, not "robot"\.$/],
    ['__proto__=1', '__proto__', /^There is no parameter "__proto__"/],
  ])('is refused when it says %s', (text, path, message) => {
    expect(() => readAsk(trendQuestion.ask, search(text))).toThrow(
      expect.objectContaining({
        code: 'bad-request',
        path,
        message: expect.stringMatching(message),
      }),
    );
  });

  it('names a page size that is out of range', () => {
    expect(() => readAsk(changesQuestion.ask, search('limit=0'))).toThrow(
      /^limit must be at least 1/,
    );
    expect(() => readAsk(changesQuestion.ask, search('limit=x'))).toThrow(/^limit must be a/);
  });

  it('is refused where nothing can be asked', () => {
    expect(() => readAsk(statusQuestion.ask, search('a=1'))).toThrow(Failure);
  });
});
