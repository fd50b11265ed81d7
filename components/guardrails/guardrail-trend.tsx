import type { UseQueryResult } from '@tanstack/react-query';
import { ChartFrame } from '@/components/charts/chart-frame';
import { axisPlace } from '@/components/charts/time-axis';
import { TrendChart } from '@/components/charts/trend-chart';
import {
  type PointMark,
  type TrendMarks,
  trendMarks,
  trendNote,
} from '@/components/charts/trend-marks';
import { TrendTable } from '@/components/charts/trend-table';
import { linkTo, ofAuthorship } from '@/components/filters/filter-params';
import classes from '@/components/guardrails/guardrails.module.css';
import { dateWords } from '@/components/words/dates';
import type { GuardrailAnswer } from '@/lib/api/guardrail';
import { Filter } from '@/lib/domain/filter';

/** The rate around the day, where it came and for comparison. */
export function GuardrailTrend({ query }: { query: UseQueryResult<GuardrailAnswer> }) {
  const period = query.data?.trend.period ?? 'month';
  return (
    <ChartFrame
      what="The trend"
      title="The rate around that day"
      subtitle={`By ${period} of merge, with likely ranges: here, and for comparison. Points open regressions.`}
      query={query}
      picture={(answer) => <Picture answer={answer} />}
      table={(answer, isShown) => (
        <TrendTable
          marks={marksOf(answer)}
          groupName="Of"
          linkOf={isShown ? linkOf(answer) : undefined}
        />
      )}
    />
  );
}

function Picture({ answer }: { answer: GuardrailAnswer }) {
  const marks = marksOf(answer);
  if (marks.isEmpty) {
    return (
      <p className={classes.nothing}>
        No changes around that day have been watched for long enough to draw a rate.
      </p>
    );
  }
  const { name, since } = answer.guardrail;
  const came = { at: axisPlace(since), label: `${dateWords(since)}: ${name}` };
  return (
    <>
      <TrendChart marks={marks} linkOf={linkOf(answer)} annotations={[came]} />
      <p className={classes.quiet}>{trendNote(marks, answer.effect.definition.windowDays)}</p>
    </>
  );
}

/** The looks and the name of what it is compared with; agents’ changes elsewhere are grey as everywhere. */
const comparisons = {
  human: { authorship: 'human', label: 'People' },
  others: { authorship: 'automation', label: 'Elsewhere' },
} as const;

/** Both lines as the marks of a trend whose axis holds the day, too. */
function marksOf({ trend, against, guardrail, effect }: GuardrailAnswer): TrendMarks {
  const { range, treated, control } = trend;
  const marks = trendMarks({
    series: [
      { authorship: 'agent', label: 'Here', points: treated },
      ...(against === 'none' || control.length === 0
        ? []
        : [{ ...comparisons[against], points: control }]),
    ],
    range,
    before: null,
    definition: effect.definition,
  });
  const day = axisPlace(guardrail.since);
  const [from, to] = marks.span;
  return { ...marks, span: [Math.min(from, day), Math.max(to, day)] };
}

/** Where the regressions behind a point are listed. */
function linkOf({ trend, against, guardrail, effect }: GuardrailAnswer) {
  return ({ authorship, from, to }: PointMark): string => {
    const isTreated = authorship === 'agent';
    const repositories = isTreated ? guardrail.repositories : trend.controlRepositories;
    const filter = Filter.parse({
      window: effect.definition.windowDays,
      from,
      to,
      ...(repositories.length === 0 ? {} : { repository: repositories }),
      ...(guardrail.agents.length === 0 ? {} : { agent: guardrail.agents }),
    });
    return linkTo(
      '/regressions',
      ofAuthorship(filter, !isTreated && against === 'human' ? 'human' : 'agent'),
    );
  };
}
