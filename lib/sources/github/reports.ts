import * as z from 'zod/mini';
import type { LedgerEvent } from '@/lib/domain/event';
import { accountOf, Repository, User } from '@/lib/sources/github/payload';
import { Link, Long, Moment, reads, Short, type Told } from '@/lib/sources/payload';
import { mentionsRegression } from '@/lib/sources/regression-words';

/** A number, a commit or a pull request's address: something that a comment could blame. */
const named = /#\d|\/pull\/\d|\b[0-9a-f]{7,40}\b/;

const Issue = z.object({
  number: z.int(),
  title: Short,
  body: z.nullish(Long),
  html_url: z.optional(Link),
  user: User,
  labels: z.nullish(z.array(z.object({ name: z.string() }))),
  created_at: z.nullish(Moment),
  updated_at: z.nullish(Moment),
  pull_request: z.optional(z.unknown()),
});
type Issue = z.output<typeof Issue>;

const Comment = z.object({
  id: z.int(),
  body: z.nullish(Long),
  html_url: z.optional(Link),
  user: User,
  created_at: z.nullish(Moment),
  updated_at: z.nullish(Moment),
});

const isLabelled = (issue: Issue) =>
  issue.labels?.some(({ name }) => mentionsRegression(name)) ?? false;

/** The kinds of action after which the thing is no longer there. */
const gone: ReadonlySet<string> = new Set(['deleted', 'transferred']);
const action = z.nullish(z.string());

/** An issue that carries a regression label, or speaks of a regression. */
export const readIssue = reads(
  z.object({ action, issue: Issue, repository: Repository }),
  ({ action, issue, repository }, receivedAt): Told => {
    if (gone.has(action ?? '')) return { ignored: `an issue that was ${action}` };
    const text = issue.body ?? '';
    if (!isLabelled(issue) && !mentionsRegression(`${issue.title}\n${text}`)) {
      return { ignored: 'an issue that speaks of no regression' };
    }
    return reported(issue, receivedAt, {
      repository: repository.name,
      report: `issue-${issue.number}`,
      title: issue.title || undefined,
      text,
      url: issue.html_url,
      reporter: accountOf(issue.user),
    });
  },
);

/** A comment that speaks of a regression, or names something on an issue that does. */
export const readIssueComment = reads(
  z.object({ action, issue: Issue, comment: Comment, repository: Repository }),
  ({ action, issue, comment, repository }, receivedAt): Told => {
    if (gone.has(action ?? '')) return { ignored: `a comment that was ${action}` };
    const text = comment.body ?? '';
    const onReport =
      issue.pull_request == null && (isLabelled(issue) || mentionsRegression(issue.title));
    if (!mentionsRegression(text) && !(onReport && named.test(text))) {
      return { ignored: 'a comment that speaks of no regression' };
    }
    return reported(comment, receivedAt, {
      repository: repository.name,
      report: `comment-${comment.id}`,
      // Without the issue's words and number: what they name is the issue's to report.
      title: `Comment on issue ${issue.number}`,
      text,
      url: comment.html_url,
      reporter: accountOf(comment.user),
    });
  },
);

type Report = Omit<Extract<LedgerEvent, { type: 'regression.reported' }>, 'type' | 'at'>;

/** The newest words count, but from when it was opened: that is when the regression was seen. */
function reported(
  told: Pick<Issue, 'created_at' | 'updated_at'>,
  receivedAt: string,
  report: Report,
): LedgerEvent[] {
  const openedAt = told.created_at ?? receivedAt;
  const moments = new Set([openedAt, told.updated_at ?? openedAt]);
  return [...moments].map((at) => ({ type: 'regression.reported', at, ...report }));
}
