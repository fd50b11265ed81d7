import type { UseQueryResult } from '@tanstack/react-query';
import { ChartFrame } from '@/components/charts/chart-frame';
import { linkTo } from '@/components/filters/filter-params';
import { GuardrailChart, type Line } from '@/components/guardrails/guardrail-chart';
import classes from '@/components/guardrails/guardrails.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { datesWords, dateWords } from '@/components/words/dates';
import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { GuardrailAnswer } from '@/lib/api/guardrail';
import type { TrendPoint } from '@/lib/api/trend';
import type { Authorship } from '@/lib/domain/change';
import { Filter } from '@/lib/domain/filter';

/** The rate around the day, where it came and for comparison. */
export function GuardrailTrend({ query }: { query: UseQueryResult<GuardrailAnswer> }) {
  const period = query.data?.trend.period ?? 'month';
  return (
    <ChartFrame
      what="The trend"
      title="The rate around that day"
      subtitle={`By ${period} of merge, with the likely range. Hollow points can still move. A point opens the regressions behind it.`}
      query={query}
      picture={(answer) => (
        <GuardrailChart
          lines={linesOf(answer)}
          on={answer.guardrail.since}
          label={answer.guardrail.name}
        />
      )}
      table={(answer, isShown) => <TrendTable answer={answer} isShown={isShown} />}
    />
  );
}

function linesOf({ trend, against, guardrail, effect }: GuardrailAnswer): Line[] {
  const { repositories, agents } = guardrail;
  const rowsOf = (authorship: Authorship) => (point: TrendPoint) =>
    linkTo(
      '/regressions',
      Filter.parse({
        authorship: [authorship],
        window: effect.definition.windowDays,
        from: point.start,
        to: point.end,
        ...(repositories.length === 0 ? {} : { repository: repositories }),
        ...(agents.length === 0 || authorship !== 'agent' ? {} : { agent: agents }),
      }),
    );
  const treated: Line = {
    name: 'Where it came',
    looks: 'agent',
    points: trend.treated,
    linkOf: rowsOf('agent'),
  };
  if (against === 'none' || trend.control.length === 0) return [treated];
  const control: Line =
    against === 'human'
      ? {
          name: 'People’s changes',
          looks: 'human',
          points: trend.control,
          linkOf: rowsOf('human'),
        }
      : {
          name: 'Other repositories',
          looks: 'automation',
          points: trend.control,
          linkOf: undefined,
        };
  return [treated, control];
}

function TrendTable({ answer, isShown }: { answer: GuardrailAnswer; isShown: boolean }) {
  const { since, name } = answer.guardrail;
  return (
    <table className={classes.mix}>
      <caption>
        The rate by {answer.trend.period} of merge; “<bdi>{name}</bdi>” came on {dateWords(since)}.
      </caption>
      <thead>
        <tr>
          <th scope="col">Merged</th>
          <th scope="col">Of</th>
          <th scope="col">Rate</th>
          <th scope="col">Likely</th>
          <th scope="col">Regressed</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(answer).flatMap(({ name: line, points, linkOf }) =>
          points.map((point) => (
            <tr key={`${line} ${point.start}`}>
              <th scope="row">{datesWords(point.start, point.end)}</th>
              <td>{line}</td>
              <td>
                {point.rate === null ? 'too young' : percentWords(point.rate, point.changes)}
                {point.provisional && point.rate !== null && ' so far'}
              </td>
              <td>
                {point.lower === null || point.upper === null
                  ? '–'
                  : intervalWords(point.lower, point.upper, point.changes)}
              </td>
              <td>
                {linkOf === undefined || !isShown ? (
                  ofWords(point)
                ) : (
                  <RestLink href={linkOf(point)}>{ofWords(point)}</RestLink>
                )}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
