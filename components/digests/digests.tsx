'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { DigestForm } from '@/components/digests/digest-form';
import { partWords } from '@/components/digests/part-words';
import { sendRequest } from '@/components/fetch-answer';
import { Answered } from '@/components/layout/answered';
import { Empty } from '@/components/layout/empty';
import { Refused } from '@/components/layout/refused';
import { useRemove } from '@/components/layout/removals';
import classes from '@/components/settings/settings.module.css';
import sources from '@/components/sources/sources.module.css';
import { type Column, DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import { DigestAnswer, type DigestsAnswer, digestsQuestion } from '@/lib/api/digests';
import { Removal } from '@/lib/api/undo';

type Row = Omit<DigestsAnswer['digests'][number], 'id'> & { id: string };

const columns: readonly Column<Row>[] = [
  {
    name: 'Digest',
    cell: ({ name, host, repositories }) => (
      <>
        <bdi>{name}</bdi>
        <div className={table.quiet}>
          <bdi>{host}</bdi>,{' '}
          {repositories.length === 0 ? 'all repositories' : repositories.join(', ')}
        </div>
      </>
    ),
  },
  {
    name: 'Tells of',
    wide: true,
    cell: ({ parts }) => parts.map((part) => partWords[part].short).join(', '),
  },
  {
    name: 'Last sent',
    cell: ({ sentAt, failure }) => (
      <>
        {sentAt === null ? 'never' : <Moment at={sentAt} />}
        {failure !== null && <div className={classes.wrong}>{failure}</div>}
      </>
    ),
  },
  { name: 'Try', cell: (row) => <Ways {...row} /> },
];

/** Where people are told without asking. */
export function Digests() {
  const query = useQuery(ask(digestsQuestion, {}));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Digests</h1>
        <p className={classes.lead}>
          What the week brought, and when the comparison turns, told where your people talk: to an
          incoming webhook of Slack, Mattermost, Rocket.Chat or Google Chat, of Discord (its address
          with <code>/slack</code> behind), or to whatever else takes <code>{'{"text": …}'}</code>.
          They are sent in the morning, at 06:07 UTC.
        </p>
      </header>
      <DigestForm />
      <Answered query={query} what="The digests" height="10rem">
        {({ digests }) =>
          digests.length === 0 ? (
            <Empty title="There is no digest yet">
              Make an incoming webhook in your chat, and add its address above.
            </Empty>
          ) : (
            <DataTable
              caption={plural(digests.length, 'digest')}
              columns={columns}
              rows={digests.map((one) => ({ ...one, id: String(one.id) }))}
            />
          )
        }
      </Answered>
    </div>
  );
}

function Ways({ id, name }: Row) {
  const client = useQueryClient();
  const named = { id: Number(id) };
  const trying = useMutation({
    mutationFn: () => sendRequest('POST', '/api/v1/digest-test', DigestAnswer, named),
    onSettled: () => client.invalidateQueries({ queryKey: [digestsQuestion.path] }),
  });
  const removing = useRemove<DigestsAnswer>({
    told: `“${name}” is removed.`,
    send: () => sendRequest('DELETE', digestsQuestion.path, Removal, named),
    path: digestsQuestion.path,
    without: ({ digests }) => ({ digests: digests.filter((one) => one.id !== named.id) }),
  });
  return (
    <div className={sources.actions}>
      <Button
        variant="default"
        size="compact-sm"
        loading={trying.isPending}
        aria-label={`Send ${name} now`}
        onClick={() => trying.mutate()}
      >
        Send now
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Remove ${name}`}
        onClick={() => removing.mutate()}
      >
        Remove
      </Button>
      <span role="status">{trying.isSuccess && 'Sent.'}</span>
      <Refused what="It was not sent." error={trying.error} />
    </div>
  );
}
