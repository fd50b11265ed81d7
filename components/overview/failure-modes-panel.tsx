'use client';

import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { Glyph } from '@/components/charts/glyph';
import { IntervalBar, scaleOf } from '@/components/charts/interval-bar';
import { palette } from '@/components/charts/palette';
import { linkToFailureMode, ofAuthorship } from '@/components/filters/filter-params';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import {
  authorshipLabels,
  failureModeLabels,
  failureModeMeanings,
} from '@/components/words/labels';
import { countWords, intervalWords, percentWords, plural } from '@/components/words/rates';
import { type FailureModesAnswer, failureModesQuestion } from '@/lib/api/failure-modes';
import type { Filter } from '@/lib/domain/filter';

type Cell = FailureModesAnswer['groups'][number]['cells'][number];

/** Below this many regressions a share says more than is known. */
const fewRegressions = 20;

/** What kinds of failure the regressions are, side by side for each authorship. */
export function FailureModesPanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(failureModesQuestion, filter));
  return (
    <Panel
      title="By failure mode"
      says="Why it broke: each mode’s share of the regressions of that authorship."
      what="The failure modes"
      query={query}
      height="270px"
    >
      {(answer) =>
        answer.groups.length === 0 ? (
          <p className={classes.none}>
            No regression is counted among these changes. Why one broke is suggested by what was
            said of it, and decided on its page.
          </p>
        ) : (
          <Modes answer={answer} filter={filter} />
        )
      }
    </Panel>
  );
}

function Modes({
  answer: { groups, totals, decided },
  filter,
}: {
  answer: FailureModesAnswer;
  filter: Filter;
}) {
  const top = scaleOf(groups.flatMap(({ cells }) => cells));
  return (
    <>
      <table className={classes.modes}>
        <thead>
          <tr>
            <th scope="col">Failure mode</th>
            {totals.map(({ authorship, regressions }) => (
              <th scope="col" key={authorship}>
                <Glyph authorship={authorship} /> {authorshipLabels[authorship]},{' '}
                {plural(regressions, 'regression')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ failureMode, cells: ofMode }) => (
            <tr key={failureMode}>
              <th scope="row" title={failureModeMeanings[failureMode]}>
                {failureModeLabels[failureMode]}
              </th>
              {ofMode.map((cell) => (
                <td key={cell.authorship}>
                  <div className={classes.mode}>
                    <span>
                      <RestLink
                        href={linkToFailureMode(failureMode, ofAuthorship(filter, cell.authorship))}
                      >
                        {countWords(cell.regressions)}
                        <VisuallyHidden component="span" data-again>
                          {' '}
                          {failureModeLabels[failureMode]}, {authorshipLabels[cell.authorship]}
                        </VisuallyHidden>
                      </RestLink>{' '}
                      <span className={classes.range}>{shareWords(cell)}</span>
                    </span>
                    <IntervalBar
                      rate={{ ...cell, rate: cell.share }}
                      top={top}
                      color={palette[cell.authorship].color}
                    />
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>
        {decided === 0 ? 'All suggested by rule; nobody has decided yet.' : decidedWords(decided)}
      </p>
    </>
  );
}

const decidedWords = (decided: number) =>
  `${countWords(decided)} decided by a person, the others suggested by rule.`;

function shareWords({ share, lower, upper, of }: Cell): string {
  if (share === null || lower === null || upper === null) return '';
  if (of < fewRegressions) return `of ${countWords(of)}`;
  return `${percentWords(share, of)}, likely ${intervalWords(lower, upper, of)}`;
}
