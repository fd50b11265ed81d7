import classes from '@/components/compare/compare.module.css';
import tables from '@/components/tables/table.module.css';
import { quarterWords } from '@/components/words/dates';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { countWords, ofWords, percentWords } from '@/components/words/rates';
import type { CohortsAnswer } from '@/lib/api/cohorts';

type Matched = NonNullable<CohortsAnswer['matched']>;
type Stratum = Matched['heaviest'][number];

/** The groups of like changes that decide what like with like says, by their weight. */
export function StrataTable({ matched: { heaviest, lighter, rung } }: { matched: Matched }) {
  return (
    <section>
      <h2>What is compared with what</h2>
      <p className={classes.quiet}>
        Changes of the same {rung}, how many of each regressed, and what the group weighs in the
        ratio. One in which nothing regressed weighs nothing.
      </p>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">Weight</th>
          </tr>
        </thead>
        <tbody>
          {heaviest.map((stratum) => (
            <tr key={keyOf(stratum)}>
              <td>
                <bdi className={classes.repository}>{stratum.repository}</bdi>{' '}
                <span className={classes.quiet}>{valuesOf(stratum)}</span>
              </td>
              <td className={tables.nowrap}>{ofWords(stratum.a)}</td>
              <td className={tables.nowrap}>{ofWords(stratum.b)}</td>
              <td>{percentWords(stratum.weight, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lighter.strata > 0 && (
        <p className={classes.quiet}>
          {countWords(lighter.strata)} more {lighter.strata === 1 ? 'group weighs' : 'groups weigh'}{' '}
          {percentWords(lighter.weight, 0)} together and {lighter.strata === 1 ? 'is' : 'are'} left
          out of the list, not of the ratio.
        </p>
      )}
    </section>
  );
}

const keyOf = ({ repository, ...stratum }: Stratum) => `${repository} ${valuesOf(stratum)}`;

function valuesOf({ size, quarter, kindOfWork }: Omit<Stratum, 'repository'>): string {
  return [
    size === null ? [] : sizeLabels[size],
    quarter === null ? [] : quarterWords(quarter),
    kindOfWork === null ? [] : workLabels[kindOfWork],
  ]
    .flat()
    .join(' · ');
}
