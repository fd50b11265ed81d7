'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { linkTo } from '@/components/filters/filter-params';
import { groupAddress } from '@/components/groups/group-kinds';
import { isOrdered, orderSentence } from '@/components/groups/group-words';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import { intervalWords, ofWords, percentWords, plural } from '@/components/words/rates';
import { type GroupsAnswer, groupsQuestion } from '@/lib/api/groups';
import type { Filter } from '@/lib/domain/filter';

const mostAreas = 6;

/** The areas where most regresses, as far as that can be told, after borrowing from all, so that 1 of 3 does not top the list. */
export function AreasPanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(groupsQuestion, { ...filter, by: 'area' }));
  return (
    <Panel title="Areas" says={says(query.data)} what="The areas" query={query} height="220px">
      {(answer) => (
        <>
          <table className={classes.areas}>
            <thead>
              <tr>
                <th scope="col">Area</th>
                <th scope="col">Rate</th>
                <th scope="col">Counts</th>
              </tr>
            </thead>
            <tbody>
              {answer.groups
                .slice(0, mostAreas)
                .map(({ group, name, shrunk, differs, ...rate }) => (
                  <tr key={group}>
                    <th scope="row">
                      <RestLink
                        href={linkTo(groupAddress('area', group), { ...filter, area: undefined })}
                      >
                        <bdi>{name}</bdi>
                      </RestLink>
                    </th>
                    <td>
                      {shrunk === null
                        ? '–'
                        : `${percentWords(shrunk.rate, rate.changes)}, ${intervalWords(shrunk.lower, shrunk.upper, rate.changes)}`}
                      {differs && <span className={classes.range}> differs</span>}
                    </td>
                    <td>
                      <RestLink href={linkTo('/regressions', { ...filter, area: [group] })}>
                        {ofWords(rate)}
                      </RestLink>
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
          <p className={classes.note}>
            {orderSentence(answer)}{' '}
            <RestLink href={linkTo('/areas', filter)}>
              All {plural(answer.groups.length + answer.left, 'area')}
            </RestLink>
          </p>
        </>
      )}
    </Panel>
  );
}

/** What the list is; the words under it tell how it is ordered where no order can be told. */
function says(answer: GroupsAnswer | undefined): string {
  const drawn = 'each drawn towards the rate of all as far as its size allows.';
  return answer !== undefined && !isOrdered(answer)
    ? `Which of them regresses most cannot be told: ${drawn}`
    : `Where most regresses, ${drawn}`;
}
