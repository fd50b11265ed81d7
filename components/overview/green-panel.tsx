'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ask } from '@/components/ask';
import { Glyph } from '@/components/charts/glyph';
import { linkToChecks } from '@/components/filters/filter-params';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import { authorshipLabels } from '@/components/words/labels';
import { countWords, intervalWords, percentWords, plural } from '@/components/words/rates';
import { type GreenAnswer, greenQuestion } from '@/lib/api/green';
import type { Filter } from '@/lib/domain/filter';
import type { CheckOutcome } from '@/lib/domain/regression';

/** How many of the changes that regressed had passed all their checks. */
export function GreenPanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(greenQuestion, filter));
  return (
    <Panel
      title="Green, and still broke"
      says="Of the changes that regressed, those whose checks had all passed: what tests did not see."
      what="The checks of what regressed"
      query={query}
      height="90px"
      linesOf={linesOf}
    >
      {({ groups }) => (
        <ul className={classes.greens}>
          {groups.map((group) => (
            <li key={group.authorship}>
              <Glyph authorship={group.authorship} />{' '}
              <Green group={group} filter={{ ...filter, authorship: [group.authorship] }} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Who wrote what broke and how its checks stood, as a file. */
const linesOf = ({ groups }: GreenAnswer) => [
  ['written_by', 'passed', 'failed', 'not_known', 'share_passed', 'lower', 'upper'],
  ...groups.map(({ authorship, green, red, unchecked, share, lower, upper }) => [
    ...[authorship, green, red, unchecked],
    ...[share, lower, upper],
  ]),
];

function Green({ group, filter }: { group: GreenAnswer['groups'][number]; filter: Filter }) {
  const { authorship, green, red, unchecked, share, lower, upper } = group;
  const known = green + red;
  const linkOf = (checks: CheckOutcome) => linkToChecks(checks, filter);
  return (
    <span>
      {authorshipLabels[authorship]}:{' '}
      {share === null || lower === null || upper === null ? (
        'no checks known'
      ) : (
        <>
          <Link href={linkOf('passed')} prefetch={false}>
            <strong>
              {countWords(green)} of {countWords(known)}
            </strong>
          </Link>{' '}
          had passed everything ({percentWords(share, known)}, likely{' '}
          {intervalWords(lower, upper, known)})
        </>
      )}
      {unchecked > 0 && (
        <span className={classes.range}>
          ; of{' '}
          <Link href={linkOf('not-known')} prefetch={false}>
            {plural(unchecked, 'more', 'more')}
          </Link>{' '}
          none is known
        </span>
      )}
    </span>
  );
}
