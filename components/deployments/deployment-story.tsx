'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ask } from '@/components/ask';
import story from '@/components/change/story.module.css';
import { changesWords } from '@/components/deployments/deployment-columns';
import classes from '@/components/deployments/deployments.module.css';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import { RegressionLines } from '@/components/regression/regression-lines';
import { LinkOut } from '@/components/tables/cells';
import { changeColumns } from '@/components/tables/change-columns';
import { DataTable } from '@/components/tables/data-table';
import { addressOf } from '@/components/words/addresses';
import { hoursWords } from '@/components/words/durations';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import { deploymentQuestion, type ToldDeployment } from '@/lib/api/deployment';

/** One deployment: what it brought out, and what came of it. */
export function DeploymentStory({ id }: { id: string }) {
  const query = useQuery(ask(deploymentQuestion, { id }));
  return (
    <Answered query={query} what="This deployment" height="40rem">
      {(deployment) => (
        <article>
          <Head deployment={deployment} />
          <div className={story.columns}>
            <div className={story.parts}>
              <section>
                <h2>What came of it</h2>
                <Outcome deployment={deployment} />
              </section>
              <section>
                <h2>What it brought out</h2>
                <Carried deployment={deployment} />
              </section>
            </div>
            <Facts deployment={deployment} />
          </div>
        </article>
      )}
    </Answered>
  );
}

function Head({ deployment }: { deployment: ToldDeployment }) {
  const { repository, key, head, finishedAt, environment, service, sha, url } = deployment;
  return (
    <header className={story.head}>
      <p className={story.kicker}>
        Deployment <bdi>{key}</bdi> of <bdi>{repository}</bdi>
      </p>
      <h1 dir="auto">{head?.title ?? key}</h1>
      <div className={story.line}>
        <span>
          finished <Moment at={finishedAt} />
        </span>
        <span>
          {service !== null && <bdi>{service} </bdi>}to <bdi>{environment}</bdi>
        </span>
        <LinkOut url={url}>
          <code>{sha.slice(0, 9)}</code>
        </LinkOut>
        <Link href="/deployments">All deployments</Link>
      </div>
    </header>
  );
}

function Outcome({ deployment }: { deployment: ToldDeployment }) {
  const { regressions, rolledBack, conclusion, carriedTotal } = deployment;
  if (conclusion !== 'succeeded') {
    return (
      <p>
        <strong className={classes.failed}>It did not succeed.</strong> So nothing that broke is
        counted against it.
      </p>
    );
  }
  return (
    <>
      {rolledBack.length > 0 && (
        <>
          <h3 className={story.sub}>It rolled back</h3>
          <RegressionLines regressions={rolledBack} />
        </>
      )}
      {regressions.length > 0 && (
        <>
          <h3 className={story.sub}>
            What {carriedTotal === 1 ? 'its change' : 'its changes'} broke afterwards
          </h3>
          <RegressionLines regressions={regressions} />
        </>
      )}
      {regressions.length === 0 && (
        <p>
          Nothing, as far as is known: no revert, rollback, incident, hotfix or report is linked to
          a change that it brought out.
        </p>
      )}
    </>
  );
}

function Carried({ deployment }: { deployment: ToldDeployment }) {
  const { carried, carriedTotal, conclusion, previous, since } = deployment;
  return (
    <>
      <p className={story.quiet}>
        {conclusion === 'succeeded'
          ? 'Merged'
          : 'It did not succeed. It would have brought out what was merged'}{' '}
        {previous === null
          ? 'in the 30 days before it, as no deployment before it is known'
          : 'since the deployment before it'}
        , <Moment at={since} />.
      </p>
      {carried.length === 0 ? (
        <p>
          No change was merged in that time: it brought out the same version again, or an older one.
        </p>
      ) : (
        <DataTable
          caption={`${plural(carriedTotal, 'change')}${carriedTotal > carried.length ? `, the newest ${carried.length} of them` : ''}`}
          columns={changeColumns}
          rows={carried}
        />
      )}
    </>
  );
}

function Facts({ deployment }: { deployment: ToldDeployment }) {
  const { conclusion, changes, broke, previous, next, production } = deployment;
  return (
    <aside className={story.facts} aria-label="Facts">
      <dl>
        <Fact name="Result">{conclusion}</Fact>
        <Fact name="Serves users">{production ? 'yes' : 'no'}</Fact>
        {changes !== null && <Fact name="Counted">{changesWords(deployment)}</Fact>}
        {broke !== null && (
          <>
            <Fact name="First failure after">{hoursWords(broke.afterHours)}</Fact>
            <Fact name="Recovered in">
              {broke.recoveredHours === null ? 'not yet' : hoursWords(broke.recoveredHours)}
            </Fact>
          </>
        )}
        {previous !== null && (
          <Fact name="The one before">
            <Neighbour neighbour={previous} />
          </Fact>
        )}
        {next !== null && (
          <Fact name="The next">
            <Neighbour neighbour={next} />
          </Fact>
        )}
      </dl>
    </aside>
  );
}

function Neighbour({ neighbour }: { neighbour: NonNullable<ToldDeployment['next']> }) {
  return (
    <RestLink href={addressOf('/deployments', neighbour.id)}>
      <bdi>{neighbour.key}</bdi>, <Moment at={neighbour.finishedAt} />
    </RestLink>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={story.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
