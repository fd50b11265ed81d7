import { RangeAxis, RangeMark } from '@/components/charts/range-mark';
import { rateTicks } from '@/components/charts/rate-axis';
import {
  crudeWords,
  differsWords,
  isOrdered,
  orderSentence,
  shrunkWords,
  tierWords,
} from '@/components/groups/group-words';
import classes from '@/components/groups/groups.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { countWords, plural } from '@/components/words/rates';
import type { GroupsAnswer, RatedGroup } from '@/lib/api/groups';

/** Groups with their rates on one axis. Where nothing tells them apart, no order is made up. */
export function GroupTable({
  answer,
  one,
  many,
  linkOf,
}: {
  answer: GroupsAnswer;
  /** `agent`. */
  one: string;
  /** `agents`. */
  many: string;
  linkOf: (group: string) => string;
}) {
  const { groups, all, left } = answer;
  const reach = groups.flatMap(({ shrunk, rate }) => [shrunk?.upper ?? 0, rate ?? 0]);
  const ticks = rateTicks(Math.max(all.upper ?? 0, ...reach));
  const end = ticks.at(-1) ?? 1;
  const mark = (group: RatedGroup) => (
    <RangeMark shown={group.shrunk} own={group.rate} all={all.rate} end={end} />
  );
  const hasOrder = isOrdered(answer);
  return (
    <>
      <table className={classes.table}>
        <caption>
          {orderSentence(answer)}{' '}
          {left > 0 && `The ${countWords(groups.length)} largest; ${countWords(left)} more exist.`}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              {one.charAt(0).toUpperCase() + one.slice(1)}
              <span className={classes.narrowMark}>
                <RangeAxis ticks={ticks} />
              </span>
            </th>
            <th scope="col" className={`${classes.wide} ${classes.number}`}>
              Merged changes
            </th>
            <th scope="col" className={classes.wide}>
              Regressed, by itself
            </th>
            <th scope="col" className={`${classes.wide} ${classes.mark}`}>
              Rate among all {many}, with its likely range
              <RangeAxis ticks={ticks} />
            </th>
            <th scope="col" className={classes.wide}>
              In numbers
            </th>
            <th scope="col" className={classes.wide}>
              Beside all
            </th>
            {hasOrder && (
              <th scope="col" className={classes.wide}>
                Order
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.group}>
              <td className={classes.name}>
                <RestLink href={linkOf(group.group)}>
                  <bdi>{group.name}</bdi>
                </RestLink>
                <span className={classes.under} data-again>
                  {crudeWords(group)} regressed. Among all: {shrunkWords(group)},{' '}
                  {differsWords(group, all)}
                  {hasOrder && `, ${tierWords(group, answer)}`}.
                </span>
                <span className={classes.narrowMark}>{mark(group)}</span>
              </td>
              <td className={`${classes.wide} ${classes.number}`}>{countWords(group.changes)}</td>
              <td className={`${classes.wide} ${classes.words}`}>{crudeWords(group)}</td>
              <td className={`${classes.wide} ${classes.mark}`}>{mark(group)}</td>
              <td className={`${classes.wide} ${classes.words}`}>{shrunkWords(group)}</td>
              <td
                className={`${classes.wide} ${classes.words} ${group.differs ? classes.differs : classes.quiet}`}
              >
                {differsWords(group, all)}
              </td>
              {hasOrder && (
                <td className={`${classes.wide} ${classes.words} ${classes.quiet}`}>
                  {tierWords(group, answer)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>
        The dot is the rate after borrowing from the others as far as their likeness allows, the bar
        its likely range; the thin stroke is the rate by itself, the dashed line that of all{' '}
        {plural(all.changes, 'change')}.
      </p>
    </>
  );
}

/** The marks of a funnel as a table. */
export function FunnelTable({ answer, one }: { answer: GroupsAnswer; one: string }) {
  return (
    <table className={classes.table}>
      <caption>Regression rate by number of changes</caption>
      <thead>
        <tr>
          <th scope="col">{one.charAt(0).toUpperCase() + one.slice(1)}</th>
          <th scope="col">Merged changes</th>
          <th scope="col">Regressed</th>
          <th scope="col">Beside all</th>
        </tr>
      </thead>
      <tbody>
        {answer.groups.map((group) => (
          <tr key={group.group}>
            <td>
              <bdi>{group.name}</bdi>
            </td>
            <td>{countWords(group.changes)}</td>
            <td>{crudeWords(group)}</td>
            <td>{differsWords(group, answer.all)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
