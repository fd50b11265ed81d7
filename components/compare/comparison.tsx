'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { ask } from '@/components/ask';
import { ForestPlot, type ForestRow } from '@/components/charts/forest-plot';
import { SavedSection } from '@/components/charts/saved-section';
import {
  type CohortChange,
  type CohortsValues,
  cohortsParams,
  cohortText,
  cohortValues,
  linkToRepository,
} from '@/components/compare/cohort-params';
import { CohortPicker } from '@/components/compare/cohort-picker';
import classes from '@/components/compare/compare.module.css';
import { StrataTable } from '@/components/compare/strata-table';
import { inAddress } from '@/components/filters/filter-params';
import { KindMenu } from '@/components/filters/kind-menu';
import { SuspectedSwitch } from '@/components/filters/suspected-switch';
import { WindowMenu } from '@/components/filters/window-menu';
import { Answered } from '@/components/layout/answered';
import { PageHead } from '@/components/layout/page-head';
import { datesWords } from '@/components/words/dates';
import { hingeWords } from '@/components/words/matched';
import {
  countWords,
  intervalWords,
  isTellable,
  percentWords,
  plural,
} from '@/components/words/rates';
import { ratioWords } from '@/components/words/ratios';
import { type CohortsAnswer, cohortsQuestion } from '@/lib/api/cohorts';

/** Two cohorts of any filters side by side: as they are, like with like, and repository by repository. */
export function Comparison() {
  const [values, setValues] = useQueryStates(cohortsParams, inAddress);
  const query = useQuery(ask(cohortsQuestion, values));
  const change = (side: 'a' | 'b') => (changed: CohortChange) =>
    setValues({ [side]: cohortText(cohortValues(values[side]), changed) });
  return (
    <div className={classes.comparison}>
      <PageHead title="Compare" />
      <search className={classes.pickers} aria-label="The two that are compared">
        <CohortPicker name="A" values={cohortValues(values.a)} onChange={change('a')} />
        <CohortPicker name="B" values={cohortValues(values.b)} onChange={change('b')} />
        <div className={classes.shared}>
          <KindMenu kinds={values.kind} onChange={(kind) => setValues({ kind })} />
          <SuspectedSwitch
            suspected={values.suspected}
            onChange={(suspected) => setValues({ suspected })}
          />
          <WindowMenu windowDays={values.window} onChange={(window) => setValues({ window })} />
          <span className={classes.quiet}>
            after merge. A change that is both counts on both sides.
          </span>
        </div>
      </search>
      <Answered query={query} what="The comparison" height="420px">
        {(answer) => <Told answer={answer} values={values} />}
      </Answered>
    </div>
  );
}

function Told({ answer, values }: { answer: CohortsAnswer; values: CohortsValues }) {
  const { matched } = answer;
  return (
    <div className={classes.told}>
      <p className={classes.sentence}>{answer.sentence}</p>
      <div className={classes.sides}>
        <Side name="A" side={answer.a} risk={matched?.risks?.a} />
        <Side name="B" side={answer.b} risk={matched?.risks?.b} />
      </div>
      <SavedSection title="How many times as often A regresses" answer={answer}>
        <ForestPlot
          caption="A against B, all together, like with like, and by repository"
          groupName="Compared"
          rows={rowsOf(answer, values)}
        />
        <p className={classes.quiet}>{strataWords(answer)}</p>
      </SavedSection>
      {matched !== null && <StrataTable matched={matched} />}
      <p className={classes.quiet}>{answer.definition.text}</p>
    </div>
  );
}

function Side({
  name,
  side: { rate, range, rows },
  risk,
}: {
  name: 'A' | 'B';
  side: CohortsAnswer['a'];
  risk: number | undefined;
}) {
  return (
    <dl className={classes.side}>
      <dt>
        {name}{' '}
        {range !== null && (
          <span className={classes.quiet}>{datesWords(range.from, range.to)}</span>
        )}
      </dt>
      <dd>
        {isTellable(rate) ? (
          <>
            <strong>{percentWords(rate.rate, rate.changes)}</strong>{' '}
            <span className={classes.quiet}>
              likely {intervalWords(rate.lower, rate.upper, rate.changes)}
            </span>
          </>
        ) : (
          <strong>–</strong>
        )}
      </dd>
      <dd className={classes.quiet}>
        <Link href={pageOf(rows.regressions)}>{countWords(rate.regressions)} regressed</Link> of{' '}
        <Link href={pageOf(rows.changes)}>{plural(rate.changes, 'change')}</Link>
      </dd>
      {risk !== undefined && (
        <dd className={classes.quiet}>
          {percentWords(risk, rate.changes)} had both the same mix of work
        </dd>
      )}
    </dl>
  );
}

/** The page of a list that the API tells at an address. */
const pageOf = (address: string) => address.replace(/^\/api\/v1/, '');

function rowsOf({ a, b, ratio, matched }: CohortsAnswer, values: CohortsValues): ForestRow[] {
  const counts = sidesWords(a.rate.changes, b.rate.changes);
  const crude = { key: 'crude', label: 'All together', ratio, counts };
  if (matched === null) return [crude];
  const { first, second } = matched.changes;
  return [
    crude,
    {
      key: 'matched',
      label: 'Like with like',
      ratio: matched.ratio,
      counts: sidesWords(first, second),
      isTotal: true,
    },
    ...matched.forest.map(({ repository, weight, ratio: own, changes }) => ({
      key: `of ${repository}`,
      label: repository,
      href: linkToRepository(values, repository),
      ratio: own,
      counts: sidesWords(changes.first, changes.second),
      weight,
    })),
  ];
}

const sidesWords = (a: number, b: number) => `A ${countWords(a)}, B ${countWords(b)}`;

function strataWords({ matched }: CohortsAnswer): string {
  if (matched === null) {
    return 'Nothing of A is like anything of B by repository, so like with like cannot be told.';
  }
  const { rung, strata, overlap, interval, repositories, heterogeneity, eValue, forest } = matched;
  const told = [
    `Matched within ${countWords(strata)} groups of the same ${rung} that have changes of both, in ${plural(repositories, 'repository', 'repositories')}; ${percentWords(overlap, 0)} of A has a counterpart.`,
    `The range is ${interval === 'jackknife' ? 'by leaving out repositories one by one' : 'that of the model'}. The larger a square, the more it weighs.`,
    hingeWords(matched),
  ];
  if (repositories > forest.length) {
    told.push(`Drawn are the ${countWords(forest.length)} repositories that weigh most.`);
  }
  if (heterogeneity !== null && heterogeneity.p < 0.05) {
    told.push('The repositories differ from each other by more than chance.');
  }
  if (eValue !== null) {
    told.push(
      `Something hidden would have to go with both sides by a factor of ${ratioWords({ value: eValue.point, lower: eValue.limit, upper: null })} to explain it away.`,
    );
  }
  return told.join(' ');
}
