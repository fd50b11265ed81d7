import { describe, expect, it } from 'vitest';
import { readSourceCommand } from '@/lib/cli/source-command';

describe('what is typed after npm run source', () => {
  it('sets up a source with what is said of it', () => {
    expect(readSourceCommand(['add', 'github'])).toEqual({
      verb: 'add',
      kind: 'github',
      name: undefined,
      secret: undefined,
      repositories: [],
    });
    const words = '--secret long-enough --repository acme/web --name Ours --repository acme/api';
    expect(readSourceCommand(['add', 'github', ...words.split(' ')])).toEqual({
      verb: 'add',
      kind: 'github',
      name: 'Ours',
      secret: 'long-enough',
      repositories: ['acme/web', 'acme/api'],
    });
  });

  it.each([
    ['list', { verb: 'list' }],
    ['rotate github-x', { verb: 'rotate', id: 'github-x' }],
    ['end github-x', { verb: 'end', id: 'github-x' }],
    ['remove github-x', { verb: 'remove', id: 'github-x' }],
  ])('is understood: %s', (words, command) => {
    expect(readSourceCommand(words.split(' '))).toEqual(command);
  });

  it.each([
    '',
    'add',
    'add nothing-known',
    'add github --name',
    'add github --secret short',
    'add github --repository web',
    'add github --colour red',
    'list all',
    'rotate',
    'remove a b',
  ])('is not understood: %s', (words) => {
    expect(readSourceCommand(words.split(' '))).toBeUndefined();
  });
});
