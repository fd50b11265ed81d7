import { useId } from 'react';
import { For } from '@/components/access/viewer';
import { IntervalBar, scaleOf } from '@/components/charts/interval-bar';
import { linkTo } from '@/components/filters/filter-params';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/trust/trust.module.css';
import { TrustMark } from '@/components/trust/trust-mark';
import { isSlight } from '@/components/trust/trust-words';
import { workLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { numberWords } from '@/components/words/numbers';
import { countWords, ofWords } from '@/components/words/rates';
import type { TrustAnswer, TrustCell, TrustRepository } from '@/lib/api/trust';
import { Filter } from '@/lib/domain/filter';

type Span = Pick<TrustAnswer, 'range' | 'definition'>;

/** One repository: for each agent the kinds of work, with what may be done with its changes and why. */
export function TrustOfRepository({ told, span }: { told: TrustRepository; span: Span }) {
  const id = useId();
  const { repository, budget, ownBudget, agents } = told;
  return (
    <section className={classes.repository} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>
          <bdi>{repository}</bdi>
        </h2>
        <span className={classes.quiet}>
          error budget {numberWords(budget * 100, 2)}%
          {ownBudget ? ' of its own' : ', as everywhere'}
          <For least="admin">
            <span data-print="never">
              {' · '}
              <RestLink href="/settings/trust">change it</RestLink>
            </span>
          </For>
        </span>
      </header>
      {agents.map(({ agent, name, cells }) => {
        const slight = cells.filter(isSlight);
        const shown = cells.filter((cell) => !isSlight(cell));
        const top = Math.min(
          1,
          scaleOf(
            shown.map(({ rate }) => rate),
            budget * 2,
          ),
        );
        return (
          <section
            key={agent ?? ''}
            className={classes.agent}
            aria-label={`${name} in ${repository}`}
          >
            <h3>
              <bdi>{name}</bdi>
            </h3>
            <div>
              <ul className={classes.cells}>
                {shown.map((cell) => (
                  <Cell
                    key={cell.kindOfWork ?? 'all'}
                    cell={cell}
                    top={top}
                    budget={budget}
                    filter={filterOf(repository, agent, cell, span)}
                  />
                ))}
              </ul>
              {slight.length > 0 && (
                <p className={classes.slight}>
                  Also not yet proven, because there are fewer than ten changes of each:{' '}
                  {listed(
                    slight.map(
                      ({ kindOfWork, rate }) =>
                        `${kindOfWork === null ? 'all work' : workLabels[kindOfWork].toLowerCase()} (${ofWords(rate)} regressed)`,
                    ),
                  )}
                  .
                </p>
              )}
            </div>
          </section>
        );
      })}
    </section>
  );
}

function Cell({
  cell,
  top,
  budget,
  filter,
}: {
  cell: TrustCell;
  top: number;
  budget: number;
  filter: Filter;
}) {
  const { kindOfWork, trust, sentence, rate } = cell;
  return (
    <li className={classes.cell} data-trust={trust} data-all={kindOfWork === null}>
      <strong>{kindOfWork === null ? 'All work together' : workLabels[kindOfWork]}</strong>
      <TrustMark trust={trust} />
      <IntervalBar rate={rate} top={top} budget={budget} />
      <p className={classes.why}>{sentence}</p>
      <p className={classes.rows}>
        <RestLink href={linkTo('/regressions', filter)}>
          {countWords(rate.regressions)} regressed
        </RestLink>{' '}
        of <RestLink href={linkTo('/changes', filter)}>{countWords(rate.changes)}</RestLink>
      </p>
    </li>
  );
}

/** The changes that a cell is decided by. */
function filterOf(
  repository: string,
  agent: string | null,
  { kindOfWork }: TrustCell,
  { range, definition }: Span,
): Filter {
  return Filter.parse({
    repository: [repository],
    ...(agent === null ? {} : { agent: [agent] }),
    authorship: ['agent'],
    window: definition.windowDays,
    ...(kindOfWork === null ? {} : { kindOfWork: [kindOfWork] }),
    ...range,
  });
}
