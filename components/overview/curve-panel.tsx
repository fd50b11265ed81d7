'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { ChartFrame } from '@/components/charts/chart-frame';
import { CurveChart } from '@/components/charts/curve-chart';
import { Glyph } from '@/components/charts/glyph';
import classes from '@/components/overview/overview.module.css';
import tables from '@/components/tables/table.module.css';
import { authorshipLabels } from '@/components/words/labels';
import { countWords, intervalWords, percentWords } from '@/components/words/rates';
import { type CurveAnswer, curveQuestion } from '@/lib/api/curve';
import type { Filter } from '@/lib/domain/filter';

const toldDays = [1, 7, 14, 30, 60, 90];

/** How many changes still stand after so many days, with who is still watched. */
export function CurvePanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(curveQuestion, filter));
  return (
    <ChartFrame
      what="The curve"
      title="Still standing"
      subtitle="The share of merged changes that nothing has been found wrong with, by days after merge."
      query={query}
      picture={(answer) => (
        <>
          <CurveChart curves={answer.curves.filter(({ days }) => days.length > 0)} />
          <AtRisk answer={answer} />
        </>
      )}
      table={(answer) => <CurveTable answer={answer} />}
    />
  );
}

/** How many changes are still watched: what the right end of the curves rests on. */
function AtRisk({ answer }: { answer: CurveAnswer }) {
  return (
    <table className={classes.atRisk}>
      <caption>Still watched</caption>
      <tbody>
        {answer.curves.map(({ authorship, atRisk }) => (
          <tr key={authorship}>
            <th scope="row">
              <Glyph authorship={authorship} /> {authorshipLabels[authorship]}
            </th>
            {atRisk.map(({ day, changes }) => (
              <td key={day}>
                {countWords(changes)} <span className={classes.dayOf}>after {day} d</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CurveTable({ answer }: { answer: CurveAnswer }) {
  return (
    <table className={tables.table}>
      <caption className={tables.caption}>Changes that have regressed, by days after merge</caption>
      <thead>
        <tr>
          <th scope="col">Days</th>
          <th scope="col">Written by</th>
          <th scope="col">Regressed</th>
          <th scope="col">Likely range</th>
          <th scope="col">Watched when the day began</th>
        </tr>
      </thead>
      <tbody>
        {toldDays.flatMap((day) =>
          answer.curves.map(({ authorship, changes, days }) => {
            const at = days[day - 1];
            if (at === undefined) return null;
            return (
              <tr key={`${day} ${authorship}`}>
                <td>{day}</td>
                <td>{authorshipLabels[authorship]}</td>
                <td>{percentWords(at.rate, changes)}</td>
                <td>{intervalWords(at.lower, at.upper, changes)}</td>
                <td>{countWords(at.atRisk)}</td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}
