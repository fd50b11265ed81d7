'use client';

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { sendRequest } from '@/components/fetch-answer';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/settings/settings.module.css';
import { repositoriesOf } from '@/components/sources/repositories-of';
import { SourceHours } from '@/components/sources/source-hours';
import type { Secret } from '@/components/sources/source-secret';
import { SourceTest } from '@/components/sources/source-test';
import sources from '@/components/sources/sources.module.css';
import { CopyLine } from '@/components/welcome/copy-line';
import { Moment } from '@/components/words/moment';
import { numberWords } from '@/components/words/numbers';
import { countWords, plural } from '@/components/words/rates';
import { AddedSource, sourcesQuestion, type ToldSource } from '@/lib/api/sources';

const secretPath = '/api/v1/source-secret';

/** One source: how it fares, and what can be done with it. */
export function SourceCard({
  source,
  label,
  origin,
  onSecret,
}: {
  source: ToldSource;
  label: string;
  origin: string;
  onSecret: (secret: Secret) => void;
}) {
  const { id, name, repositories, path } = source;
  const client = useQueryClient();
  const again = { onSettled: () => client.invalidateQueries() };
  const rotating = useMutation({
    mutationFn: () => sendRequest('POST', secretPath, AddedSource, { id }),
    onSuccess: (added) => onSecret({ ...added, kind: source.kind }),
    ...again,
  });
  const ending = useMutation({
    mutationFn: () => sendRequest('DELETE', `${secretPath}?id=${id}`, z.unknown()),
    ...again,
  });
  const removing = useMutation({
    mutationFn: () => sendRequest('DELETE', `${sourcesQuestion.path}?id=${id}`, z.unknown()),
    ...again,
  });
  const failure = rotating.error ?? ending.error ?? removing.error;
  const headingId = `source-${id}`;
  return (
    <article className={classes.card} aria-labelledby={headingId}>
      <header className={sources.head}>
        <h3 id={headingId}>
          <bdi>{name}</bdi>
        </h3>
        <span className={classes.quiet}>{name === label ? id : `${label} · ${id}`}</span>
        <SourceHours hours={source.hours} />
      </header>
      <Trouble source={source} />
      <dl className={sources.facts}>
        <dt>Address</dt>
        <dd>
          <CopyLine name={`the address of ${name}`} text={`${origin}${path}`} />
        </dd>
        <dt>Last delivery</dt>
        <dd>
          {source.lastDeliveryAt === null ? 'none yet' : <Moment at={source.lastDeliveryAt} />}
          {source.usualADay > 0 && `, usually ${paceWords(source.usualADay)}`} ·{' '}
          <RestLink href={`/settings/deliveries?source=${id}`}>its deliveries</RestLink>
        </dd>
        <dt>Repositories</dt>
        <dd>
          {repositories.length === 0 ? 'all that it tells of' : repositories.join(', ')}
          <Repositories source={source} />
        </dd>
      </dl>
      <div className={sources.actions}>
        <SourceTest source={id} name={name} />
        <Button
          variant="default"
          size="compact-sm"
          loading={rotating.isPending}
          aria-label={`New secret for ${name}`}
          onClick={() => rotating.mutate()}
        >
          New secret
        </Button>
        {source.rotating && (
          <Button
            variant="default"
            size="compact-sm"
            loading={ending.isPending}
            aria-label={`End the secret before of ${name}`}
            onClick={() => ending.mutate()}
          >
            End the secret before
          </Button>
        )}
        <Button
          variant="default"
          size="compact-sm"
          loading={removing.isPending}
          aria-label={`Remove ${name}`}
          onClick={() => {
            const question = `Remove ${name}? Nothing that it sends is believed from then on. What it sent, and what came of it, stays.`;
            if (window.confirm(question)) removing.mutate();
          }}
        >
          Remove
        </Button>
      </div>
      {failure && (
        <p className={classes.wrong} role="alert">
          {failure.message}
        </p>
      )}
    </article>
  );
}

const paceWords = (aDay: number) =>
  aDay >= 1 ? `${countWords(Math.round(aDay))} a day` : `${numberWords(aDay * 7, 1, 1)} a week`;

/** What is not as it should be, each with the way to it. */
function Trouble({ source }: { source: ToldSource }) {
  const { id, silence, dead, retrying, pending, refused, lastRefusal, rotating } = source;
  const link = (state: string) => `/settings/deliveries?source=${id}&state=${state}`;
  const found = [
    ...(silence === null ? [] : [<span key="silence">Silent: {silence}.</span>]),
    ...(dead === 0
      ? []
      : [
          <RestLink key="dead" href={link('dead')}>
            {plural(dead, 'dead delivery', 'dead deliveries')}
          </RestLink>,
        ]),
    ...(retrying === 0
      ? []
      : [
          <RestLink key="retrying" href={link('pending')}>
            {countWords(retrying)} tried again
          </RestLink>,
        ]),
    ...(pending === retrying
      ? []
      : [<span key="pending">{countWords(pending - retrying)} waiting</span>]),
    ...(refused === 0
      ? []
      : [
          <span key="refused">
            {countWords(refused)} refused, the last: {lastRefusal ?? 'without a reason'}
          </span>,
        ]),
    ...(rotating ? [<span key="rotating">The secret before is still believed.</span>] : []),
  ];
  if (found.length === 0) return null;
  return <div className={sources.trouble}>{found}</div>;
}

/** The repositories as a field, behind a word. */
function Repositories({ source: { id, name, repositories } }: { source: ToldSource }) {
  const [text, setText] = useState(repositories.join(', '));
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () =>
      sendRequest('PUT', sourcesQuestion.path, z.unknown(), {
        id,
        repositories: repositoriesOf(text),
      }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <details>
      <summary>Change</summary>
      <form
        className={classes.saving}
        aria-label={`Repositories of ${name}`}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <TextInput
          aria-label="Repositories"
          value={text}
          placeholder="acme/web, acme/api"
          error={saving.error?.message}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={saving.isPending}>
          Save
        </Button>
        <span className={classes.quiet} aria-live="polite">
          {saving.isSuccess ? 'Saved.' : ''}
        </span>
      </form>
    </details>
  );
}
