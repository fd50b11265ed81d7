'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask as asked } from '@/components/ask';
import { Glyph } from '@/components/charts/glyph';
import classes from '@/components/flow/flow.module.css';
import { Answered } from '@/components/layout/answered';
import { hoursWords } from '@/components/words/durations';
import { authorshipLabels, authorshipOrder } from '@/components/words/labels';
import { countWords, intervalWords, percentWords, plural } from '@/components/words/rates';
import {
  type FlowAnswer,
  type FlowAsk,
  type FlowShare,
  type FlowSpread,
  flowQuestion,
} from '@/lib/api/flow';

type Group = FlowAnswer['groups'][number];

interface Line {
  name: string;
  definition: (answer: FlowAnswer) => string;
  cell: (group: Group) => ReactNode;
}

const lines: readonly Line[] = [
  {
    name: 'First-pass checks',
    definition: ({ definitions }) => definitions.firstPassChecks,
    cell: ({ firstPassChecks }) => <Share share={firstPassChecks} without="no checks told" />,
  },
  {
    name: 'Review rounds',
    definition: ({ definitions }) => definitions.reviewRounds,
    cell: ({ reviewRounds }) => (
      <Spread spread={reviewRounds} words={roundsWords} without="no reviews told" />
    ),
  },
  {
    name: 'Merge rate',
    definition: ({ definitions }) => definitions.mergeRate,
    cell: ({ mergeRate }) => <Share share={mergeRate} without="none opened and ended" />,
  },
  {
    name: 'Time to merge',
    definition: ({ definitions }) => definitions.hoursToMerge,
    cell: ({ hoursToMerge }) => (
      <Spread spread={hoursToMerge} words={hoursWords} without="no opening told" />
    ),
  },
];

/** How pull requests go until they are merged: agents, assisted and people side by side. */
export function FlowPanel({ ask }: { ask: FlowAsk }) {
  const query = useQuery(asked(flowQuestion, ask));
  return (
    <section aria-labelledby="how-work-goes">
      <h2 id="how-work-goes">How work goes before the merge</h2>
      <p className={classes.quiet}>
        Pull requests only, by who wrote them. What is quick to merge is not yet what holds.
      </p>
      <Answered query={query} what="How work goes" height="18rem">
        {(answer) => {
          const groups = authorshipOrder.flatMap((authorship) =>
            answer.groups.filter((group) => group.authorship === authorship),
          );
          return (
            <table className={classes.table}>
              <caption className={classes.hidden}>How work goes before the merge</caption>
              <thead>
                <tr>
                  <td className={classes.corner} />
                  {groups.map(({ authorship }) => (
                    <th key={authorship} scope="col">
                      <Glyph authorship={authorship} /> {authorshipLabels[authorship]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map(({ name, definition, cell }) => (
                  <tr key={name}>
                    <th scope="row" className={classes.line}>
                      {name}
                      <p className={classes.definition}>{definition(answer)}</p>
                    </th>
                    {groups.map((group) => (
                      <td key={group.authorship}>{cell(group)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
    </section>
  );
}

function Share({ share, without }: { share: FlowShare; without: string }) {
  const { rate, lower, upper, changes, counted } = share;
  if (rate === null || lower === null || upper === null) return <Without words={without} />;
  return (
    <>
      <strong>{percentWords(rate, changes)}</strong>
      <span>likely {intervalWords(lower, upper, changes)}</span>
      <span>
        {countWords(counted)} of {countWords(changes)}
      </span>
    </>
  );
}

function Spread({
  spread,
  words,
  without,
}: {
  spread: FlowSpread;
  words: (value: number) => string;
  without: string;
}) {
  const { median, lowerQuartile, upperQuartile, changes } = spread;
  if (median === null || lowerQuartile === null || upperQuartile === null) {
    return <Without words={without} />;
  }
  return (
    <>
      <strong>{words(median)}</strong>
      <span>
        {lowerQuartile === upperQuartile
          ? 'most of them the same'
          : `half of them ${words(lowerQuartile)} to ${words(upperQuartile)}`}
      </span>
      <span>{plural(changes, 'change')}</span>
    </>
  );
}

function Without({ words }: { words: string }) {
  return (
    <>
      <span>–</span>
      <span>{words}</span>
    </>
  );
}

const roundsWords = (rounds: number) => `${rounds}`;
