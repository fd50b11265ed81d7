'use client';
'use memo';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { ChartFrame } from '@/components/charts/chart-frame';
import { SurvivalChart } from '@/components/charts/survival-chart';
import { type SurvivalMarks, survivalMarks } from '@/components/charts/survival-marks';
import { SurvivalTable } from '@/components/charts/survival-table';
import { linkTo, ofAuthorship } from '@/components/filters/filter-params';
import classes from '@/components/overview/overview.module.css';
import { curveQuestion, horizonDays } from '@/lib/api/curve';
import type { Authorship } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';

/** How many changes still stand after so many days, with who is still watched. */
export function CurvePanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(curveQuestion, filter));
  const linkOf = ({ authorship }: { authorship: Authorship }) =>
    linkTo('/regressions', { ...ofAuthorship(filter, authorship), window: horizonDays });
  return (
    <ChartFrame
      what="The curve"
      title="Still standing"
      subtitle="Changes that nothing was found wrong with, by days after merge. A curve opens its regressions."
      query={query}
      picture={(answer) => <Picture marks={survivalMarks(answer)} linkOf={linkOf} />}
      table={(answer, isShown) => (
        <SurvivalTable marks={survivalMarks(answer)} linkOf={isShown ? linkOf : undefined} />
      )}
    />
  );
}

function Picture({
  marks,
  linkOf,
}: {
  marks: SurvivalMarks;
  linkOf: (curve: { authorship: Authorship }) => string;
}) {
  if (marks.curves.length === 0) {
    return (
      <p className={classes.nothing}>No change of this choice was watched for a whole day yet.</p>
    );
  }
  return (
    <>
      <SurvivalChart marks={marks} linkOf={linkOf} />
      <p className={classes.note}>
        {marks.hasFew && 'Dotted: fewer than ten changes were still watched. '}
        {marks.cut && 'Some likely ranges reach below the bottom of the chart.'}
      </p>
    </>
  );
}
