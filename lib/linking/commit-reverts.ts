import type { Commit } from '@/lib/domain/change';
import type { Mention } from '@/lib/linking/mention';
import { readReverts } from '@/lib/linking/revert';

/** What the commits of a change say of reverts, where its own title does not. */
export interface CommitReverts {
  /** Every commit that was written for it names what it undoes. */
  onlyReverts: boolean;
  mentions: Mention[];
}

/**
 * Reads what the commits that a change brought say that they undo: a branch that was merged whole may
 * hold reverts under any title. Only shas and numbers count, for titles of commits repeat; and none
 * that a later commit of the same change takes back.
 */
export function readCommitReverts(
  commits: readonly Commit[],
  mergeSha: string | undefined,
  number: number | undefined,
): CommitReverts {
  const own = commits.filter(
    ({ sha, parents }) => sha !== mergeSha && (parents === undefined || parents.length < 2),
  );
  const read = own.map(({ sha, message }) => {
    const [title = '', ...body] = message.split('\n');
    return {
      sha,
      ...readReverts({
        title,
        body: body.join('\n'),
        ...(number === undefined ? {} : { number }),
      }),
    };
  });
  const named = read.flatMap(({ mentions }) =>
    mentions.flatMap(({ target }) => (target.form === 'sha' ? [target.key] : [])),
  );
  const stands = read.filter(({ sha }) => !named.some((key) => sha.startsWith(key)));
  return {
    onlyReverts:
      stands.length > 0 &&
      stands.every(({ standing, mentions }) => standing === 'revert' && mentions.some(isNamed)),
    mentions: stands.flatMap(({ mentions }) =>
      mentions.filter(isNamed).map((mention): Mention => ({ ...mention, source: 'commit' })),
    ),
  };
}

const isNamed = ({ confidence, target }: Mention) =>
  confidence !== 'low' && ['sha', 'number'].includes(target.form);
