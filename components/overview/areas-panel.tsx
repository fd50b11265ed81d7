'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { linkTo } from '@/components/filters/filter-params';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import { groupsQuestion } from '@/lib/api/groups';
import type { Filter } from '@/lib/domain/filter';

const mostAreas = 6;

/** The areas where most regresses, after borrowing from all, so that 1 of 3 does not top the list. */
export function AreasPanel({ filter }: { filter: Filter }) {
  const query = useQuery(ask(groupsQuestion, { ...filter, by: 'area' }));
  return (
    <Panel
      title="Areas"
      says="Where most regresses, each drawn towards the rate of all as far as its size allows."
      what="The areas"
      query={query}
      height="220px"
    >
      {({ groups, pooling }) => (
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
              {groups.slice(0, mostAreas).map(({ group, name, shrunk, differs, ...rate }) => (
                <tr key={group}>
                  <th scope="row">
                    <bdi>{name}</bdi>
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
          <p className={classes.note}>{pooling}</p>
        </>
      )}
    </Panel>
  );
}
