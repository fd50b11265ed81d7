'use client';

import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { ask } from '@/components/ask';
import { ChartFrame } from '@/components/charts/chart-frame';
import { HeatMap, HeatMapTable } from '@/components/charts/heat-map';
import { SavedSection } from '@/components/charts/saved-section';
import { BeforeSwitch } from '@/components/filters/before-switch';
import { FilterBar } from '@/components/filters/filter-bar';
import { inAddress, linkTo, trendParams } from '@/components/filters/filter-params';
import { useTimeZoom } from '@/components/filters/use-time-zoom';
import { ZoomOut } from '@/components/filters/zoom-out';
import { FlowPanel } from '@/components/flow/flow-panel';
import { type GroupAsks, groupAsks } from '@/components/groups/group-asks';
import { GroupFigures } from '@/components/groups/group-figures';
import { type GroupKind, groupAddress, groupKinds } from '@/components/groups/group-kinds';
import { GroupTable } from '@/components/groups/group-table';
import { GroupTrend } from '@/components/groups/group-trend';
import classes from '@/components/groups/groups.module.css';
import { NoGroups } from '@/components/groups/no-groups';
import { VersionList } from '@/components/groups/version-list';
import { Answered } from '@/components/layout/answered';
import { PageHead } from '@/components/layout/page-head';
import { RestLink } from '@/components/layout/rest-link';
import { DataTable } from '@/components/tables/data-table';
import { regressionColumns } from '@/components/tables/regression-columns';
import { countWords, plural } from '@/components/words/rates';
import { agentVersionsQuestion } from '@/lib/api/agent-versions';
import { compareQuestion } from '@/lib/api/compare';
import { groupsQuestion } from '@/lib/api/groups';
import { heatMapQuestion } from '@/lib/api/heat-map';
import { regressionsQuestion } from '@/lib/api/regressions';

/** One agent, repository, team or area: its sentence, its rate, its trend, where it is strong and weak. */
export function GroupPage({ by, group, name }: { by: GroupKind; group: string; name: string }) {
  const [values, setValues] = useQueryStates(trendParams, inAddress);
  const { period, before, ...filterValues } = values;
  const asks = groupAsks(by, group, values);
  const { zoom, zoomOut } = useTimeZoom(filterValues, setValues);
  const { title } = groupKinds[by];
  const versions = useQuery({
    ...ask(agentVersionsQuestion, asks.versions),
    enabled: by === 'agent',
  });
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <PageHead title={name}>
          <RestLink href={linkTo(groupKinds[by].page, asks.among)}>
            All {title.toLowerCase()}
          </RestLink>
          <RestLink href={linkTo('/changes', asks.own)}>Its changes</RestLink>
          <RestLink href={linkTo('/regressions', asks.own)}>Its regressions</RestLink>
          <RestLink href={linkTo('/', asks.filter)}>On the overview</RestLink>
        </PageHead>
        <Sentence by={by} ask={asks.compare} />
        <FilterBar values={filterValues} onChange={setValues} without={by}>
          <SegmentedControl
            size="xs"
            aria-label="Period of a point"
            value={period}
            onChange={(chosen) => setValues({ period: chosen === 'week' ? 'week' : null })}
            data={[
              { value: 'week', label: 'By week' },
              { value: 'month', label: 'By month' },
            ]}
          />
        </FilterBar>
        <Figures by={by} group={group} asks={asks} />
      </div>
      <GroupTrend
        ask={asks.trend}
        versions={versions.data?.versions ?? []}
        onZoom={zoom}
        control={
          <>
            <ZoomOut onClick={zoomOut} />
            <BeforeSwitch before={before} onChange={setValues} />
          </>
        }
      />
      {by === 'agent' && (
        <section aria-label="Versions">
          <h2>Models and versions</h2>
          <Answered query={versions} what="The list of versions" height="6rem">
            {(answer) => <VersionList answer={answer} name={name} />}
          </Answered>
        </section>
      )}
      <Strengths asks={asks} />
      {asks.parts.map((part) => (
        <Part key={part.by} part={part} asks={asks} />
      ))}
      <FlowPanel ask={asks.flow} />
      <Latest asks={asks} />
    </div>
  );
}

/** What the comparison narrowed to the group says. */
function Sentence({ by, ask: asked }: { by: GroupKind; ask: GroupAsks['compare'] }) {
  const query = useQuery(ask(compareQuestion, asked));
  return (
    <Answered query={query} what="The comparison" height="84px">
      {({ sentence, detail, reversal }) => (
        <section aria-label="The answer">
          <p className={classes.kicker}>
            {by === 'agent'
              ? 'This agent and people, in the same repositories'
              : `Agents and people in this ${groupKinds[by].one}`}
          </p>
          <p className={classes.sentence}>{sentence}</p>
          <p className={classes.note}>
            {detail} {reversal}
          </p>
        </section>
      )}
    </Answered>
  );
}

function Figures({ by, group, asks }: { by: GroupKind; group: string; asks: GroupAsks }) {
  const query = useQuery(ask(groupsQuestion, asks.among));
  return (
    <Answered query={query} what="The rate" height="88px">
      {(among) => {
        const found = among.groups.find((one) => one.group === group);
        if (found === undefined && among.left > 0) {
          return (
            <p className={classes.note}>
              It is not among the {countWords(among.groups.length)} largest{' '}
              {groupKinds[by].title.toLowerCase()}, so it is not compared with all of them.
            </p>
          );
        }
        if (found === undefined) return <NoGroups by={by} />;
        return <GroupFigures by={by} group={found} among={among} own={asks.own} />;
      }}
    </Answered>
  );
}

function Strengths({ asks }: { asks: GroupAsks }) {
  const query = useQuery(ask(heatMapQuestion, asks.heatMap));
  return (
    <ChartFrame
      what="The map of strengths"
      title="Where it is strong and weak"
      subtitle={`How many changes regress within ${asks.heatMap.window} days, by kind of work and changed lines.`}
      query={query}
      picture={(answer) =>
        answer.cells.length === 0 ? (
          <p className={classes.nothing}>No changes match these filters: choose a longer time.</p>
        ) : (
          <HeatMap
            answer={answer}
            linkOf={({ kindOfWork, size }) =>
              linkTo('/changes', { ...asks.own, kindOfWork: [kindOfWork], size: [size] })
            }
          />
        )
      }
      table={(answer) => <HeatMapTable answer={answer} />}
    />
  );
}

/** The group taken apart by another kind: an agent by repository. */
function Part({ part, asks }: { part: GroupAsks['parts'][number]; asks: GroupAsks }) {
  const query = useQuery(ask(groupsQuestion, part.ask));
  const { one, title } = groupKinds[part.by];
  const linkOf = (group: string) =>
    linkTo(groupAddress(part.by, group), { ...asks.filter, [part.by]: undefined });
  return (
    <SavedSection title={`By ${one}`} answer={query.data}>
      <Answered query={query} what={`The list by ${one}`} height="16rem">
        {(answer) =>
          answer.groups.length === 0 ? (
            <NoGroups by={part.by} />
          ) : (
            <GroupTable answer={answer} one={one} many={title.toLowerCase()} linkOf={linkOf} />
          )
        }
      </Answered>
    </SavedSection>
  );
}

function Latest({ asks }: { asks: GroupAsks }) {
  const query = useQuery(ask(regressionsQuestion, asks.latest));
  return (
    <section aria-label="Latest regressions">
      <h2>Latest regressions</h2>
      <Answered query={query} what="The list of regressions" height="16rem">
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className={classes.note}>
              None found among these changes. Reverts, rollbacks, incidents, hotfixes and reports
              appear here as they arrive.
            </p>
          ) : (
            <>
              <DataTable
                caption={`The newest of ${plural(total, 'regression')}.`}
                columns={regressionColumns}
                rows={rows}
              />
              <p>
                <RestLink href={linkTo('/regressions', asks.own)}>All of them</RestLink>
              </p>
            </>
          )
        }
      </Answered>
    </section>
  );
}
