/** The pull request that a commit's message says it landed. */
export interface NamedPullRequest {
  number: number;
  title: string;
  /** The head branch, where the message tells it. */
  branch?: string;
  /** `merge`: a merge commit that brought others with it; `squash`: all of the change itself. */
  form: 'merge' | 'squash' | 'trailer';
}

/** Placeholder until the reader of histories lands. */
export function namedPullRequest(message: string): NamedPullRequest | undefined {
  const subject = message.split('\n', 1)[0] ?? '';
  const squash = /^(.*\S)\s+\(#(\d{1,9})\)\s*$/.exec(subject);
  if (squash?.[1] !== undefined) {
    return { number: Number(squash[2]), title: squash[1], form: 'squash' };
  }
  const merge = /^Merge pull request #(\d{1,9}) from (\S+)/.exec(subject);
  if (merge === null) return undefined;
  const title = message.split('\n').slice(1).find((line) => line.trim() !== '') ?? subject;
  return { number: Number(merge[1]), title: title.trim(), form: 'merge' };
}
