import * as z from 'zod/mini';
import type { ReviewSubmitted } from '@/lib/domain/event';
import { accountOf, Repository, User } from '@/lib/sources/github/payload';
import { Moment, reads, type Told } from '@/lib/sources/payload';

const verdicts: ReadonlyMap<string, z.output<typeof ReviewSubmitted>['verdict']> = new Map([
  ['approved', 'approved'],
  ['changes_requested', 'changes-requested'],
  ['commented', 'commented'],
  ['dismissed', 'dismissed'],
]);

export const readReview = reads(
  z.object({
    review: z.object({
      id: z.int(),
      state: z.string(),
      submitted_at: z.nullish(Moment),
      user: User,
    }),
    pull_request: z.object({ number: z.int(), updated_at: z.nullish(Moment) }),
    repository: Repository,
  }),
  ({ review, pull_request: pullRequest, repository }, receivedAt): Told => {
    const verdict = verdicts.get(review.state.toLowerCase());
    if (verdict === undefined) return { ignored: `a review that is ${review.state}` };
    // A dismissal keeps the moment of submission: only the pull request tells that it is newer.
    const at =
      verdict === 'dismissed'
        ? (pullRequest.updated_at ?? review.submitted_at)
        : (review.submitted_at ?? pullRequest.updated_at);
    return [
      {
        type: 'review.submitted',
        repository: repository.name,
        at: at ?? receivedAt,
        number: pullRequest.number,
        review: String(review.id),
        reviewer: accountOf(review.user),
        verdict,
      },
    ];
  },
);
