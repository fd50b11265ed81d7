'use client';

import { useState } from 'react';
import classes from '@/components/charts/heat-map.module.css';
import { RestLink } from '@/components/layout/rest-link';
import tableClasses from '@/components/tables/table.module.css';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { countWords, intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { HeatCell, HeatMapAnswer } from '@/lib/api/heat-map';
import type { SizeBucket } from '@/lib/domain/change';

const besideWords: Record<HeatCell['beside'], string> = {
  higher: 'higher than all together',
  lower: 'lower than all together',
  unclear: 'no clear difference from all together',
};
const besideMarks: Record<HeatCell['beside'], string> = { higher: '▲ ', lower: '▼ ', unclear: '' };

const shortSizes: Record<SizeBucket, string> = {
  '0-9': '<10',
  '10-49': '10+',
  '50-199': '50+',
  '200-999': '200+',
  '1000+': '1,000+',
  unknown: '?',
};

/** The rate in every cell of kind of work and size; only what is settled has a colour, and a mark. */
export function HeatMap({
  answer,
  linkOf,
}: {
  answer: HeatMapAnswer;
  linkOf: (cell: HeatCell) => string;
}) {
  const [reached, setReached] = useState<HeatCell>();
  return (
    <>
      <table className={classes.map} data-map>
        <caption className={tableClasses.hidden}>Kind of work by size of the change</caption>
        <thead>
          <tr>
            <td className={classes.work} data-empty="true" />
            {answer.sizes.map((size) => (
              <th key={size} scope="col">
                <span className={classes.long}>{sizeLabels[size]}</span>
                <abbr className={classes.short} title={sizeLabels[size]}>
                  {shortSizes[size]}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.kindsOfWork.map((kindOfWork) => (
            <tr key={kindOfWork}>
              <th scope="row">{workLabels[kindOfWork]}</th>
              {answer.sizes.map((size) => {
                const cell = cellOf(answer, kindOfWork, size);
                if (cell === undefined) {
                  return (
                    <td key={size} data-empty="true" className={classes.none}>
                      –
                    </td>
                  );
                }
                return (
                  <td key={size} data-beside={cell.beside} data-few={cell.tooFew}>
                    <RestLink
                      className={classes.cell ?? ''}
                      href={linkOf(cell)}
                      aria-label={cellWords(cell)}
                      onMouseEnter={() => setReached(cell)}
                      onFocus={() => setReached(cell)}
                    >
                      <CellFigures cell={cell} />
                    </RestLink>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.said}>
        {reached === undefined
          ? `▲ higher and ▼ lower than all together, beyond what ${plainCount(answer)} cells show by chance. Hatched: n too small, under ${answer.fewestChanges} changes. Point at a cell for its likely range; it opens the changes behind it.`
          : cellWords(reached)}
      </p>
    </>
  );
}

const plainCount = ({ cells }: HeatMapAnswer) => countWords(cells.length);

function CellFigures({ cell }: { cell: HeatCell }) {
  if (cell.tooFew || cell.rate === null) {
    return (
      <>
        <span className={classes.n}>n too small</span>
        <span className={classes.n}>{ofWords(cell)}</span>
      </>
    );
  }
  return (
    <>
      <span className={classes.rate}>
        {besideMarks[cell.beside]}
        {percentWords(cell.rate, cell.changes)}
      </span>
      <span className={classes.n}>{ofWords(cell)}</span>
    </>
  );
}

function cellOf({ cells }: HeatMapAnswer, kindOfWork: string, size: string) {
  return cells.find((one) => one.kindOfWork === kindOfWork && one.size === size);
}

function cellWords(cell: HeatCell): string {
  const { kindOfWork, size, tooFew, rate, lower, upper, changes, beside } = cell;
  const name = `${workLabels[kindOfWork]}, ${sizeLabels[size]}: ${ofWords(cell)} regressed`;
  if (rate === null || lower === null || upper === null) return `${name}; not watched long enough.`;
  const likely = `likely ${intervalWords(lower, upper, changes)}`;
  if (tooFew) return `${name}; n too small to tell, ${likely}.`;
  return `${name}: ${percentWords(rate, changes)}, ${likely}; ${besideWords[beside]}.`;
}

/** The same as a plain table, with every number in words. */
export function HeatMapTable({ answer }: { answer: HeatMapAnswer }) {
  return (
    <table className={tableClasses.table}>
      <caption className={tableClasses.caption}>
        Regression rate by kind of work and size of the change
      </caption>
      <thead>
        <tr>
          <th scope="col">Kind of work</th>
          <th scope="col">Size</th>
          <th scope="col">Rate</th>
          <th scope="col">Likely range</th>
          <th scope="col">Regressed</th>
          <th scope="col">Remark</th>
        </tr>
      </thead>
      <tbody>
        {answer.cells.map((cell) => (
          <tr key={`${cell.kindOfWork} ${cell.size}`}>
            <td>{workLabels[cell.kindOfWork]}</td>
            <td>{sizeLabels[cell.size]}</td>
            <td>{cell.rate === null ? '–' : percentWords(cell.rate, cell.changes)}</td>
            <td>
              {cell.lower === null || cell.upper === null
                ? '–'
                : intervalWords(cell.lower, cell.upper, cell.changes)}
            </td>
            <td>{ofWords(cell)}</td>
            <td>{cell.tooFew ? 'n too small' : besideWords[cell.beside]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
