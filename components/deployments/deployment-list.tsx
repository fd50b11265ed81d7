'use client';

import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { For } from '@/components/access/viewer';
import { askPages } from '@/components/ask';
import { deploymentColumns } from '@/components/deployments/deployment-columns';
import { deploymentsParams } from '@/components/deployments/deployment-params';
import { DoraPanel } from '@/components/deployments/dora-panel';
import { ChoiceMenu } from '@/components/filters/choice-menu';
import { asAsk, linkTo } from '@/components/filters/filter-params';
import filters from '@/components/filters/filters.module.css';
import { RepositoryMenu, TeamMenu } from '@/components/filters/place-menus';
import { TimeMenu } from '@/components/filters/time-menu';
import { useCounted } from '@/components/filters/use-counted';
import { Empty } from '@/components/layout/empty';
import { PageHead } from '@/components/layout/page-head';
import { ListTools } from '@/components/tables/list-tools';
import { PagedList } from '@/components/tables/paged-list';
import { searchedSentence, timePhrase } from '@/components/words/list-words';
import { plural } from '@/components/words/rates';
import { deploymentsFile, deploymentsQuestion } from '@/lib/api/deployments';
import { doraQuestion } from '@/lib/api/dora';
import { Filter } from '@/lib/domain/filter';

const kinds = ['all', 'broke', 'failed'] as const;
type Kind = (typeof kinds)[number];

/** DORA's measures, and the deployments behind them, newest first. */
export function DeploymentList() {
  const [values, setValues] = useQueryStates(deploymentsParams, { history: 'push' });
  const places = { repository: values.repository, team: values.team };
  const asked = asAsk(deploymentsQuestion.ask, values);
  const query = useInfiniteQuery(askPages(deploymentsQuestion, asked));
  const environments = query.data?.pages[0]?.environments ?? [];
  const { windowDays } = useCounted();
  const caused = asAsk(Filter, { ...places, kind: ['rollback'], window: windowDays });
  const isSet = Object.values(values).some((value) => value !== null);
  const kind: Kind =
    values.broke === 'yes' ? 'broke' : values.conclusion === 'failed' ? 'failed' : 'all';
  return (
    <>
      <PageHead title="Deployments">
        <Link href={linkTo('/regressions', caused)}>Changes that were rolled back</Link>
        <Link href="/incidents">Incidents</Link>
      </PageHead>
      <search className={filters.bar} aria-label="Filters">
        <TimeMenu
          label="Finished"
          what="When they finished"
          span={{ from: values.from, to: values.to }}
          onChange={setValues}
        />
        <RepositoryMenu
          chosen={values.repository}
          onChange={(repository) => setValues({ repository })}
        />
        <TeamMenu chosen={values.team} onChange={(team) => setValues({ team })} />
        {environments.length > 1 && (
          <ChoiceMenu
            label="Environment"
            whenNone="all"
            choices={environments.map((value) => ({ value, label: value }))}
            chosen={values.environment ?? []}
            isSet={values.environment !== null}
            onChange={(environment) => setValues({ environment })}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label="What came of them"
          value={kind}
          onChange={(chosen) =>
            setValues({
              broke: chosen === 'broke' ? 'yes' : null,
              conclusion: chosen === 'failed' ? 'failed' : null,
            })
          }
          data={[
            { value: 'all', label: 'All' },
            { value: 'broke', label: 'Broke something' },
            { value: 'failed', label: 'Did not succeed' },
          ]}
        />
      </search>
      <DoraPanel ask={asAsk(doraQuestion.ask, { ...places, from: values.from, to: values.to })} />
      <ListTools
        path="/deployments"
        finds="change, sha, service or key"
        q={values.q}
        onSearch={(q) => setValues({ q }, { history: 'replace' })}
        list={asAsk(deploymentsFile.ask, values)}
      />
      <PagedList
        query={query}
        columns={deploymentColumns}
        sentence={(total) =>
          searchedSentence(
            `${plural(total, 'deployment')}${timePhrase('finished', asked)}, newest first.`,
            values.q,
          )
        }
        empty={
          isSet ? (
            <Empty title="No deployments of this choice">
              None that was told of matches. Take one of the choices above back.
            </Empty>
          ) : (
            <Empty title="No deployments yet">
              Nobody has told of one in the last twelve months of data. Choose a longer time above.
              <For least="admin">
                {' '}
                Git hosts tell of them by webhook under{' '}
                <Link href="/settings/sources">Sources</Link>, or post{' '}
                <code>deployment.finished</code> from <Link href="/welcome">CI</Link>.
              </For>{' '}
              With deployments come the change fail rate, the rework rate and the time to recover,
              and one of an older version is known as a rollback.
            </Empty>
          )
        }
      />
    </>
  );
}
