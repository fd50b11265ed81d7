import { describe, expect, it } from 'vitest';
import { PostedEvent } from '@/lib/domain/event';
import { readAs } from '@/lib/domain/fault';
import { Filter } from '@/lib/domain/filter';

const merged = {
  type: 'change.merged',
  repository: 'acme/web',
  number: 1,
  title: 'Add a page',
  mergedAt: '2026-05-01T10:00:00Z',
};
const { title: _, ...untitled } = merged;
const linked = {
  type: 'incident.linked',
  repository: 'acme/web',
  at: '2026-05-01T10:00:00Z',
  incident: 'INC-1',
};

describe('the first fault of a posted event', () => {
  it.each([
    [5, '', 'must be an object, not 5'],
    [null, '', 'must be an object, not null'],
    [[], '', 'must be an object, not a list'],
    [{}, 'type', /^is missing: give change\.merged, change\.closed, .* or commit\.attested$/],
    [{ type: 'deploy' }, 'type', /^must be change\.merged, .*, not "deploy"$/],
    [untitled, 'title', 'is missing'],
    [{ ...merged, title: '' }, 'title', 'must have at least 1 character'],
    [{ ...merged, title: 7 }, 'title', 'must be a string, not 7'],
    [{ ...merged, number: 1.5 }, 'number', 'must be a whole number, not 1.5'],
    [{ ...merged, number: 0 }, 'number', 'must be more than 0'],
    [
      { ...merged, mergedAt: 'yesterday' },
      'mergedAt',
      'must be a moment with its offset like 2026-05-31T14:00:00Z, not "yesterday"',
    ],
    [
      { ...merged, repository: 'acme' },
      'repository',
      'write the repository as owner/name, for example acme/web',
    ],
    [{ ...merged, number: undefined }, 'number', /^give the number of the pull request/],
    [
      { ...merged, authorship: 'robot' },
      'authorship',
      'must be human, assisted, agent, automation or unknown, not "robot"',
    ],
    [
      { ...linked, change: {} },
      'change',
      'number is missing, or sha is missing, or deployment is missing',
    ],
    [{ ...linked, change: { number: 'x' } }, 'change', 'number must be a number, not a string'],
    [{ ...linked, change: '12' }, 'change', /^must be an object, not a string/],
    [
      { ...merged, commits: [{ sha: 'abc' }] },
      'commits.0.sha',
      'a sha is 40 (or 64) lower-case hex digits',
    ],
  ])('of %j is at "%s": %s', (value, path, reason) => {
    const { fault } = readAs(PostedEvent, value);
    expect(fault?.path).toBe(path);
    if (typeof reason === 'string') expect(fault?.reason).toBe(reason);
    else expect(fault?.reason).toMatch(reason);
  });

  it('is not there when the event is right', () => {
    expect(readAs(PostedEvent, merged)).toEqual({ value: merged });
  });
});

it('names what a filter allows', () => {
  expect(readAs(Filter, { window: '31' }).fault).toEqual({
    path: 'window',
    reason: 'must be 7, 14, 30, 60 or 90, not 31',
  });
});
