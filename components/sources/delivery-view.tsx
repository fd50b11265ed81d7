'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { Answered } from '@/components/layout/answered';
import { Refused } from '@/components/layout/refused';
import { RestLink } from '@/components/layout/rest-link';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import sources from '@/components/sources/sources.module.css';
import { addressOf } from '@/components/words/addresses';
import { Moment } from '@/components/words/moment';
import { countWords, plural } from '@/components/words/rates';
import {
  type DeliveryAnswer,
  type DeliveryAsk,
  deliveryQuestion,
  ReplayAnswer,
} from '@/lib/api/deliveries';

/** One delivery: what was sent, what it means, what came of it. */
export function DeliveryView({ asked }: { asked: DeliveryAsk }) {
  const query = useQuery({
    ...ask(deliveryQuestion, asked),
    // What waits comes to an end soon.
    refetchInterval: ({ state }) => (state.data?.row.state === 'pending' ? 1_000 : false),
  });
  return (
    <div className={classes.section}>
      <p>
        <RestLink href="/settings/deliveries">All deliveries</RestLink>
      </p>
      <Answered query={query} what="The delivery" height="40rem">
        {(answer) => <Whole answer={answer} asked={asked} />}
      </Answered>
    </div>
  );
}

function Whole({ answer, asked }: { answer: DeliveryAnswer; asked: DeliveryAsk }) {
  const { row, headers, body, digest, events, changes } = answer;
  const client = useQueryClient();
  const replaying = useMutation({
    mutationFn: () => sendRequest('POST', '/api/v1/replay', ReplayAnswer, { deliveries: [asked] }),
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1 className={sources.event}>{row.event}</h1>
        <dl className={sources.facts}>
          <dt>From</dt>
          <dd>
            <bdi>{row.sourceName}</bdi>, <Moment at={row.receivedAt} />
            {row.seenCount > 1 && `, sent ${row.seenCount} times`}
          </dd>
          <dt>What came of it</dt>
          <dd>
            <span className={sources.state} data-state={row.state}>
              {row.state}
            </span>
            {row.error !== null && `: ${row.error}`}
            {row.runAfter !== null && (
              <>
                {' '}
                (tried {plural(row.attempts, 'time')}, again <Moment at={row.runAfter} />)
              </>
            )}
          </dd>
          <dt>Id</dt>
          <dd className={classes.expression}>{row.id}</dd>
        </dl>
        {body !== null && (
          <div className={sources.actions}>
            <Button
              variant="default"
              size="compact-sm"
              loading={replaying.isPending}
              onClick={() => replaying.mutate()}
            >
              Replay
            </Button>
            <span aria-live="polite" className={classes.quiet}>
              {replaying.isSuccess && 'It is applied again.'}
            </span>
            <Refused what="It was not applied again." error={replaying.error} />
          </div>
        )}
      </header>
      <Part
        title="What it means"
        lead="By the rules of now. Replaying it makes them count where they have changed."
      >
        {events.length === 0 && <p className={classes.quiet}>No events.</p>}
        <ul>
          {events.map(({ type, repository, at }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events of one delivery have no other key
            <li key={index}>
              <code>{type}</code> of <bdi>{repository}</bdi>
              {at !== null && (
                <>
                  , <Moment at={at} />
                </>
              )}
            </li>
          ))}
        </ul>
        {changes.length > 0 && (
          <ul>
            {changes.map(({ id, title }) => (
              <li key={id}>
                <RestLink href={addressOf('/changes', id)}>
                  <bdi>{title}</bdi>
                </RestLink>{' '}
                <span className={classes.quiet}>{id}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part title="Headers" lead="Those that are kept: nothing that proves or identifies a person.">
        <dl className={sources.facts}>
          {Object.entries(headers).map(([name, value]) => [
            <dt key={`${name} name`}>{name}</dt>,
            <dd key={name} className={classes.expression}>
              {value}
            </dd>,
          ])}
        </dl>
      </Part>
      <Part
        title="Body"
        lead={
          body === null
            ? 'It was kept for as long as bodies are, and is reduced to its digest.'
            : `${countWords(row.bytes ?? 0)} bytes${body.isCut ? ', of which the beginning is shown' : ''}. Fields that open something are masked.`
        }
      >
        {body !== null && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={sources.body} tabIndex={0} aria-label="The body">
            <pre>{body.text === '' ? '(empty)' : body.text}</pre>
          </section>
        )}
        <p className={classes.expression}>SHA-256 {digest}</p>
      </Part>
    </div>
  );
}
