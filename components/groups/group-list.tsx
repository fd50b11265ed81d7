'use client';

import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { ask } from '@/components/ask';
import { ChartFrame } from '@/components/charts/chart-frame';
import { FunnelPlot } from '@/components/charts/funnel-plot';
import { SavedSection } from '@/components/charts/saved-section';
import { FilterBar } from '@/components/filters/filter-bar';
import { asAsk, filterParams, inAddress, linkTo } from '@/components/filters/filter-params';
import { listAsk } from '@/components/groups/group-asks';
import { type GroupKind, groupAddress, groupKinds } from '@/components/groups/group-kinds';
import { FunnelTable, GroupTable } from '@/components/groups/group-table';
import { GroupWays } from '@/components/groups/group-ways';
import classes from '@/components/groups/groups.module.css';
import { NoGroups } from '@/components/groups/no-groups';
import { Answered } from '@/components/layout/answered';
import { PageHead } from '@/components/layout/page-head';
import { groupsQuestion } from '@/lib/api/groups';
import { Filter } from '@/lib/domain/filter';

/** All agents, repositories, teams or areas: their rates on one axis, and the funnel. */
export function GroupList({ by }: { by: GroupKind }) {
  const [values, setValues] = useQueryStates(filterParams, inAddress);
  const filter = asAsk(Filter, values);
  const query = useQuery(ask(groupsQuestion, listAsk(by, values)));
  const { title, one, meaning } = groupKinds[by];
  const many = title.toLowerCase();
  const linkOf = (group: string) => linkTo(groupAddress(by, group), { ...filter, [by]: undefined });
  const isDrawn = query.data?.groups.some(({ rate }) => rate !== null) ?? true;
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <PageHead title={title}>
          <GroupWays by={by} filter={filter} />
        </PageHead>
        <p className={classes.meaning}>
          {meaning}
          {by !== 'agent' && values.agent !== null && ' Only those of the agents chosen.'}
        </p>
        <FilterBar values={values} onChange={setValues} />
        <SavedSection title={`Rates by ${one}`} answer={query.data}>
          <Answered query={query} what={`The list of ${many}`} height="24rem">
            {(answer) =>
              answer.groups.length === 0 ? (
                <NoGroups by={by} />
              ) : (
                <GroupTable answer={answer} one={one} many={many} linkOf={linkOf} />
              )
            }
          </Answered>
        </SavedSection>
      </div>
      {isDrawn && (
        <ChartFrame
          what="The funnel"
          title="What chance alone would do"
          subtitle={`The fewer changes, the further a rate strays by chance. Every point opens one of the ${many}.`}
          query={query}
          picture={(answer) => <FunnelPlot answer={answer} what={many} linkOf={linkOf} />}
          table={(answer) => <FunnelTable answer={answer} one={one} />}
        />
      )}
    </div>
  );
}
