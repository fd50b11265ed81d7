'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { ask as asked } from '@/components/ask';
import { ChartFrame } from '@/components/charts/chart-frame';
import { axisPlace } from '@/components/charts/time-axis';
import type { Annotation } from '@/components/charts/trend-annotations';
import { TrendChart } from '@/components/charts/trend-chart';
import {
  type PointMark,
  type TrendMarks,
  trendMarks,
  trendNote,
} from '@/components/charts/trend-marks';
import { TrendTable } from '@/components/charts/trend-table';
import { linkTo } from '@/components/filters/filter-params';
import classes from '@/components/groups/groups.module.css';
import { useGuardrailAnnotations } from '@/components/guardrails/guardrail-annotations';
import type { AgentVersion } from '@/lib/api/agent-versions';
import { type TrendAnswer, type TrendAsk, trendQuestion } from '@/lib/api/trend';

/** The trend of one group, each point a link; the versions of an agent as lines where they first came. */
export function GroupTrend({
  ask,
  versions,
  control,
  onZoom,
}: {
  ask: TrendAsk;
  versions: readonly AgentVersion[];
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
        <Picture ask={ask} answer={answer} linkOf={linkOf} versions={versions} onZoom={onZoom} />
      )}
      table={(answer, isShown) => (
        <TrendTable marks={trendMarks(answer)} linkOf={isShown ? linkOf : undefined} />
      )}
    />
  );
}

function Picture({
  ask,
  answer,
  linkOf,
  versions,
  onZoom,
}: {
  ask: TrendAsk;
  answer: TrendAnswer;
  linkOf: (point: PointMark) => string;
  versions: readonly AgentVersion[];
  onZoom: (from: string, to: string) => void;
}) {
  const marks = useMemo(() => trendMarks(answer), [answer]);
  const came = versionAnnotations(versions, marks.span);
  const began = useGuardrailAnnotations(ask, marks.span);
  const annotations = [...came, ...began].toSorted((a, b) => a.at - b.at);
  if (marks.isEmpty) {
    return (
      <p className={classes.nothing}>
        No change of this choice could be watched yet. Choose a longer time or other authors above.
      </p>
    );
  }
  return (
    <>
      <TrendChart marks={marks} linkOf={linkOf} annotations={annotations} onZoom={onZoom} />
      <p className={classes.quiet}>
        {trendNote(marks, answer.definition.windowDays)}
        {came.length > 0 &&
          'Dotted lines: a version was first seen. That another one came is no proof that it made the difference. '}
        {began.length > 0 &&
          'Dotted lines with a link: a guardrail began; its page tells what changed with it.'}
      </p>
    </>
  );
}

/** The versions that came within the drawn time. */
function versionAnnotations(
  versions: readonly AgentVersion[],
  [first, last]: TrendMarks['span'],
): Annotation[] {
  return versions
    .map(({ firstSeen, version }) => ({ at: axisPlace(firstSeen), label: version }))
    .filter(({ at }) => at > first && at < last);
}
