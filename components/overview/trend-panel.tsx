'use client';
'use memo';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { type ReactNode, useMemo } from 'react';
import { For } from '@/components/access/viewer';
import { ask as asked } from '@/components/ask';
import { ChartFrame } from '@/components/charts/chart-frame';
import { TrendChart } from '@/components/charts/trend-chart';
import { type PointMark, trendMarks, trendNote } from '@/components/charts/trend-marks';
import { TrendTable } from '@/components/charts/trend-table';
import { linkTo } from '@/components/filters/filter-params';
import { useGuardrailAnnotations } from '@/components/guardrails/guardrail-annotations';
import classes from '@/components/overview/overview.module.css';
import { type TrendAnswer, type TrendAsk, trendQuestion } from '@/lib/api/trend';

/** The regression rate by period of merge, each point a link to the regressions behind it. */
export function TrendPanel({
  ask,
  control,
  onZoom,
}: {
  ask: TrendAsk;
  control?: ReactNode;
  /** What becomes of two dates that are dragged across. */
  onZoom: (from: string, to: string) => void;
}) {
  const query = useQuery(asked(trendQuestion, ask));
  const linkOf = ({ from, to, authorship }: PointMark) => {
    const { period: _period, before: _before, ...filter } = ask;
    return linkTo('/regressions', { ...filter, from, to, authorship: [authorship] });
  };
  return (
    <ChartFrame
      what="The trend"
      title={`Changes that regress within ${ask.window} days`}
      subtitle="With likely ranges. Points open regressions; drag to zoom."
      control={control}
      query={query}
      picture={(answer) => (
        <TrendPicture ask={ask} answer={answer} linkOf={linkOf} onZoom={onZoom} />
      )}
      table={(answer, isShown) => (
        <TrendTable marks={trendMarks(answer)} linkOf={isShown ? linkOf : undefined} />
      )}
    />
  );
}

function TrendPicture({
  ask,
  answer,
  linkOf,
  onZoom,
}: {
  ask: TrendAsk;
  answer: TrendAnswer;
  linkOf: (point: PointMark) => string;
  onZoom: (from: string, to: string) => void;
}) {
  const marks = useMemo(() => trendMarks(answer), [answer]);
  const annotations = useGuardrailAnnotations(ask, marks.span);
  if (marks.isEmpty) return <NothingToDraw answer={answer} />;
  return (
    <>
      <TrendChart marks={marks} linkOf={linkOf} annotations={annotations} onZoom={onZoom} />
      <p className={classes.note}>
        {trendNote(marks, answer.definition.windowDays)}
        {annotations.length > 0 && 'Dotted lines: a guardrail began.'}
      </p>
    </>
  );
}

function NothingToDraw({ answer: { changes } }: { answer: TrendAnswer }) {
  return (
    <div className={classes.nothing}>
      <h3>{changes === 0 ? 'No changes match these filters' : 'Too young to tell'}</h3>
      <p>
        {changes === 0
          ? 'Choose a longer time, another repository or other authors above. Changes appear here once they are merged.'
          : 'Changes match these filters, but none has been watched for a whole day yet.'}
      </p>
      <For least="admin">
        <p>
          Is a repository missing? <Link href="/welcome">Import or connect it</Link>.
        </p>
      </For>
    </div>
  );
}
