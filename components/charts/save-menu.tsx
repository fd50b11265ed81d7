'use client';

import { Button } from '@mantine/core';
import { type RefObject, useId, useState } from 'react';
import classes from '@/components/charts/chart-frame.module.css';
import { saveFile } from '@/components/charts/save-file';
import type { Picture } from '@/components/charts/save-picture';
import { csvOf, type Line, linesOf } from '@/components/charts/table-csv';

/** Smaller ones, in pixels, are signs beside words. */
const smallestArea = 10_000;

/** Saves what stands in a frame: the picture where one is drawn, its table, and the answer of both. */
export function SaveMenu({
  frame,
  name,
  answer,
  lines,
  hasPicture = true,
}: {
  /** Holds the picture and the table; none where there is no picture and `lines` tell the table. */
  frame?: RefObject<HTMLElement | null>;
  /** Of the file, without an ending. */
  name: string;
  answer: unknown;
  /** The lines of the table, where it stands on the page as none. */
  lines?: readonly Line[] | undefined;
  hasPicture?: boolean;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [isDrawn, setIsDrawn] = useState(false);
  const [wrong, setWrong] = useState('');
  const save = (ending: string, make: () => Promise<Blob> | Blob) => async () => {
    try {
      saveFile(`${fileName(name)}.${ending}`, await make());
      setIsOpen(false);
      setWrong('');
    } catch (error) {
      setWrong(error instanceof Error ? error.message : 'It could not be saved.');
    }
  };
  const picture = async (ending: 'png' | 'svg') => {
    const found = pictureIn(frame?.current);
    if (found === undefined) throw new Error('Show the chart to save it.');
    // Seldom wanted, so that it comes only then.
    const { pngOf, svgOf } = await import('@/components/charts/save-picture');
    return ending === 'png' ? pngOf(found, name) : svgOf(found, name);
  };
  const table = () => {
    if (lines !== undefined) return csvOf(lines);
    const found = frame?.current?.querySelector('[data-table] table');
    if (!(found instanceof HTMLTableElement)) throw new Error('There is no table yet.');
    return csvOf(linesOf(found));
  };
  const numbers = () => {
    if (answer === undefined) throw new Error('There is no answer yet.');
    return JSON.stringify(answer, null, 2);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the buttons inside
    <div
      className={classes.save}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setIsOpen(false);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setIsOpen(false);
      }}
    >
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => {
          setIsDrawn(hasPicture && pictureIn(frame?.current) !== undefined);
          setIsOpen(!isOpen);
        }}
      >
        Save
      </Button>
      {isOpen && (
        <div id={id} className={classes.saved}>
          {isDrawn && (
            <>
              <button type="button" onClick={save('png', () => picture('png'))}>
                Picture (PNG)
              </button>
              <button type="button" onClick={save('svg', () => picture('svg'))}>
                Picture (SVG)
              </button>
            </>
          )}
          <button
            type="button"
            onClick={save('csv', () => new Blob([table()], { type: 'text/csv' }))}
          >
            Table (CSV)
          </button>
          <button
            type="button"
            onClick={save('json', () => new Blob([numbers()], { type: 'application/json' }))}
          >
            Numbers (JSON)
          </button>
          {wrong !== '' && <p role="alert">{wrong}</p>}
        </div>
      )}
    </div>
  );
}

/** The drawing in a frame, or its map of cells; undefined where only numbers stand there. */
function pictureIn(frame: HTMLElement | null | undefined): Picture | undefined {
  const areaOf = (one: Element) => one.clientWidth * one.clientHeight;
  return [
    ...(frame?.querySelectorAll('svg') ?? []),
    ...(frame?.querySelectorAll<HTMLTableElement>('table[data-map]') ?? []),
  ]
    .filter((one) => areaOf(one) >= smallestArea)
    .sort((a, b) => areaOf(b) - areaOf(a))[0];
}

const fileName = (title: string) =>
  `aftermerge-${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`;
