'use client';

import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { For } from '@/components/access/viewer';
import { askPages } from '@/components/ask';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { asAsk, linkTo } from '@/components/filters/filter-params';
import filters from '@/components/filters/filters.module.css';
import { RepositoryMenu, TeamMenu } from '@/components/filters/place-menus';
import { TimeMenu } from '@/components/filters/time-menu';
import { useCounted } from '@/components/filters/use-counted';
import { incidentColumns } from '@/components/incidents/incident-columns';
import { incidentsParams } from '@/components/incidents/incident-params';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { ListTools } from '@/components/tables/list-tools';
import { PagedList } from '@/components/tables/paged-list';
import { searchedSentence, timePhrase } from '@/components/words/list-words';
import { plural } from '@/components/words/rates';
import { incidentsFile, incidentsQuestion } from '@/lib/api/incidents';
import { Filter } from '@/lib/domain/filter';

/** The incidents, newest first. */
export function IncidentList() {
  const [values, setValues] = useQueryStates(incidentsParams, { history: 'push' });
  const places = { repository: values.repository, team: values.team };
  const asked = asAsk(incidentsQuestion.ask, values);
  const query = useInfiniteQuery(askPages(incidentsQuestion, asked));
  const severities = query.data?.pages[0]?.severities ?? [];
  const { windowDays } = useCounted();
  const caused = asAsk(Filter, { ...places, kind: ['incident'], window: windowDays });
  const isSet = Object.values(values).some((value) => value !== null);
  return (
    <>
      <PageHead title="Incidents">
        <Link href={linkTo('/regressions', caused)}>Changes that caused one</Link>
        <Link href="/deployments">Deployments</Link>
      </PageHead>
      <search className={filters.bar} aria-label="Filters">
        <TimeMenu
          label="Opened"
          what="When they were opened"
          span={{ from: values.from, to: values.to }}
          onChange={setValues}
        />
        <RepositoryMenu
          chosen={values.repository}
          onChange={(repository) => setValues({ repository })}
        />
        <TeamMenu chosen={values.team} onChange={(team) => setValues({ team })} />
        {severities.length > 0 && (
          <ChoiceMenu
            label="Severity"
            whenNone="all"
            choices={severities.map((value) => ({ value, label: value }))}
            chosen={values.severity ?? []}
            isSet={values.severity !== null}
            onChange={(severity) => setValues({ severity })}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label="Whether they are over"
          value={values.state ?? 'all'}
          onChange={(state) =>
            setValues({ state: state === 'open' || state === 'resolved' ? state : null })
          }
          data={[
            { value: 'all', label: 'All' },
            { value: 'open', label: 'Still open' },
            { value: 'resolved', label: 'Resolved' },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label="Whether a change is held responsible"
          value={values.linked ?? 'all'}
          onChange={(linked) =>
            setValues({ linked: linked === 'yes' || linked === 'no' ? linked : null })
          }
          data={[
            { value: 'all', label: 'Any cause' },
            { value: 'yes', label: 'Because of a change' },
            { value: 'no', label: 'No change found' },
          ]}
        />
      </search>
      <ListTools
        path="/incidents"
        finds="title, service or key"
        q={values.q}
        onSearch={(q) => setValues({ q }, { history: 'replace' })}
        list={asAsk(incidentsFile.ask, values)}
      />
      <PagedList
        query={query}
        columns={incidentColumns}
        sentence={(total) =>
          searchedSentence(
            `${plural(total, 'incident')}${timePhrase('opened', asked)}, newest first.`,
            values.q,
          )
        }
        empty={
          isSet ? (
            <Empty title="No incidents of this choice">
              None that was told of matches. Take one of the choices above back.
            </Empty>
          ) : (
            <Empty title="No incidents yet">
              Nobody has told of one in the last twelve months of data. Choose a longer time above
              <For least="admin">
                , or connect what you are called by — PagerDuty, Opsgenie, Sentry, Grafana and
                others under <Link href="/settings/sources">Sources</Link> — or post{' '}
                <code>incident.opened</code> from <Link href="/welcome">CI</Link>
              </For>
              . An incident that names its cause is held against that change; one that names none,
              against the last deployment before it, as suspected.
            </Empty>
          )
        }
      />
    </>
  );
}
