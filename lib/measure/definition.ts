import type { Definition } from '@/lib/api/definition';
import type { Filter } from '@/lib/domain/filter';
import type { RegressionKind } from '@/lib/domain/regression';

/** The level of every interval shown. */
export const level = 0.95;

/** The kinds as a definition names them. */
const kindWords: Record<RegressionKind, string> = {
  revert: 'revert',
  rollback: 'rollback',
  incident: 'incident',
  hotfix: 'hotfix',
  reported: 'report',
  'broken-main': 'broken default branch',
};
const either = new Intl.ListFormat('en', { type: 'disjunction' });

/** How the numbers of an answer to this filter are made, in words that can be recomputed from. */
export function definition(filter: Filter): Definition {
  return {
    version: '2',
    windowDays: filter.window,
    kinds: filter.kind,
    authorship: filter.authorship,
    suspected: filter.suspected,
    level,
    text: [
      `The rate is the probability that a change regresses within ${filter.window} days of its merge, by Kaplan–Meier on whole days:`,
      'each day after merge, the changes that regress for the first time are divided by those still watched that day.',
      'A change is watched for the whole days between its merge and the last midnight UTC up to which the data of its repository is complete, so young changes count for the days they have had and no more.',
      `A regression is a ${filter.suspected === 'counted' ? 'confirmed or suspected' : 'confirmed'} ${either.format(filter.kind.map((kind) => kindWords[kind]))} that is linked to the change; only the first of a change counts.`,
      filter.suspected === 'counted'
        ? 'Suspected ones are below the confidence that counts otherwise; those that a person dismissed never count.'
        : 'Suspected ones do not count until a person confirms them.',
      'Changes are merged pull requests and direct pushes; reverts, and backports of changes that are counted already, are not counted as changes.',
      'Changes that have nothing to judge by who wrote them are counted neither as agents’ nor as people’s.',
      'The interval is Rothman–Wilson at 95 %: the Wilson interval at the effective number of changes.',
    ].join(' '),
  };
}
