'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { DecidedPart } from '@/components/change/decided-part';
import { FormOpeners } from '@/components/change/form-openers';
import story from '@/components/change/story.module.css';
import { EvidenceList } from '@/components/evidence/evidence-list';
import { Timeline } from '@/components/evidence/timeline';
import { Severity } from '@/components/incidents/incident-columns';
import { IncidentLinkForm } from '@/components/incidents/incident-link-form';
import classes from '@/components/incidents/incidents.module.css';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import { Author, changeName, LinkOut, Status } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import { hoursWords } from '@/components/words/durations';
import { confidenceLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import { incidentQuestion, type LinkedRegression, type ToldIncident } from '@/lib/api/incident';

/** One incident: what happened when, and which changes it is held against and why. */
export function IncidentStory({ id }: { id: string }) {
  const query = useQuery(ask(incidentQuestion, { id }));
  return (
    <Answered query={query} what="This incident" height="40rem">
      {(incident) => (
        <article>
          <header className={story.head}>
            <p className={story.kicker}>
              Incident <bdi>{incident.key}</bdi> in <bdi>{incident.repository}</bdi>
            </p>
            <h1 dir="auto">{incident.title ?? incident.key}</h1>
            <div className={story.line}>
              {incident.openedAt !== null && (
                <span>
                  opened <Moment at={incident.openedAt} />
                </span>
              )}
              <LinkOut url={incident.url}>
                {incident.url === null ? '' : 'At its incident tool'}
              </LinkOut>
              <Link href="/incidents">All incidents</Link>
            </div>
          </header>
          <div className={story.columns}>
            <div className={story.parts}>
              <DecidedPart title="Held against">
                <Held incident={incident} />
              </DecidedPart>
              <section>
                <h2>What happened when</h2>
                <p className={story.quiet}>
                  With the production deployments from a day before it until it was over.
                </p>
                {incident.timeline.length === 0 ? (
                  <p>Nothing is known of when it was.</p>
                ) : (
                  <Timeline moments={incident.timeline} />
                )}
              </section>
            </div>
            <Facts incident={incident} />
          </div>
        </article>
      )}
    </Answered>
  );
}

function Held({ incident }: { incident: ToldIncident }) {
  const { regressions } = incident;
  const maySet = useMay('admin');
  return (
    <div className={classes.regressions}>
      {regressions.length === 0 && (
        <p>
          No change, as far as is known: it names none, and no production deployment of its service
          came within the{' '}
          {maySet ? <Link href="/settings/regressions">hours before it</Link> : 'hours before it'}.
        </p>
      )}
      {regressions.map((regression) => (
        <HeldChange key={regression.id} regression={regression} />
      ))}
      <FormOpeners
        openers={[
          {
            label: 'Link a change by hand',
            form: (closing) => <IncidentLinkForm incident={incident} closing={closing} />,
          },
        ]}
      />
    </div>
  );
}

function HeldChange({ regression }: { regression: LinkedRegression }) {
  const { change, status, confidence, day, evidence, id } = regression;
  const mayDecide = useMay('editor');
  return (
    <div className={`${story.regression} ${classes.held}`} data-status={status}>
      <h3 dir="auto">
        <RestLink href={addressOf('/changes', change.id)}>{change.title}</RestLink>
      </h3>
      <div className={story.line}>
        <Author change={change} />
        <span>{changeName(change)}</span>
        {change.mergedAt !== null && (
          <span>
            merged <Moment at={change.mergedAt} />; it broke on day {day}
          </span>
        )}
      </div>
      <div className={story.line}>
        <Status status={status} />
        <span>{confidenceLabels[confidence]}</span>
        <RestLink href={addressOf('/regressions', id)}>
          {mayDecide ? 'Confirm or dismiss it' : 'Why it is held against it'}
        </RestLink>
      </div>
      <EvidenceList evidence={evidence} none="A person linked it." />
    </div>
  );
}

function Facts({ incident }: { incident: ToldIncident }) {
  const { openHours, severity, service, resolvedAt } = incident;
  return (
    <aside className={story.facts} aria-label="Facts">
      <dl>
        <div className={story.fact}>
          <dt>Time to recover</dt>
          <dd>
            {openHours === null ? (
              <strong className={classes.open}>
                {resolvedAt === null ? 'still open' : 'not known'}
              </strong>
            ) : (
              <span className={classes.figure}>{hoursWords(openHours)}</span>
            )}
          </dd>
        </div>
        {resolvedAt !== null && (
          <div className={story.fact}>
            <dt>Resolved</dt>
            <dd>
              <Moment at={resolvedAt} />
            </dd>
          </div>
        )}
        <div className={story.fact}>
          <dt>Severity</dt>
          <dd>{severity === null ? 'not told' : <Severity>{severity}</Severity>}</dd>
        </div>
        <div className={story.fact}>
          <dt>Service</dt>
          <dd>{service === null ? 'not told' : <bdi>{service}</bdi>}</dd>
        </div>
        <div className={story.fact}>
          <dt>How it compares</dt>
          <dd>
            <Link href={`/deployments?repository=${encodeURIComponent(incident.repository)}`}>
              Recovery of this repository’s deployments
            </Link>
          </dd>
        </div>
      </dl>
    </aside>
  );
}
