'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { Glyph } from '@/components/charts/glyph';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import { authorshipLabels } from '@/components/words/labels';
import { countWords, intervalWords, percentWords, plural } from '@/components/words/rates';
import { type GreenAnswer, greenQuestion } from '@/lib/api/green';
import type { Filter } from '@/lib/domain/filter';

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
    >
      {({ groups }) => (
        <ul className={classes.greens}>
          {groups.map((group) => (
            <li key={group.authorship}>
              <Glyph authorship={group.authorship} /> <Green group={group} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Green({ group }: { group: GreenAnswer['groups'][number] }) {
  const { authorship, green, red, unchecked, share, lower, upper } = group;
  const known = green + red;
  return (
    <span>
      {authorshipLabels[authorship]}:{' '}
      {share === null || lower === null || upper === null ? (
        'no checks known'
      ) : (
        <>
          <strong>
            {countWords(green)} of {countWords(known)}
          </strong>{' '}
          had passed everything ({percentWords(share, known)}, likely{' '}
          {intervalWords(lower, upper, known)})
        </>
      )}
      {unchecked > 0 && (
        <span className={classes.range}>
          ; of {plural(unchecked, 'more', 'more')} none is known
        </span>
      )}
    </span>
  );
}
