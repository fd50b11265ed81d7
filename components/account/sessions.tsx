'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import classes from '@/components/account/account.module.css';
import { browserWords } from '@/components/account/browser-words';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { Answered } from '@/components/layout/answered';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';
import { Moment } from '@/components/words/moment';
import { type OwnSession, ownSessionsQuestion } from '@/lib/api/own-sessions';

/** Where one is signed in, and the way to end it there. */
export function Sessions() {
  const client = useQueryClient();
  const query = useQuery(ask(ownSessionsQuestion, {}));
  const end = useMutation({
    mutationFn: (id: string | undefined) =>
      sendRequest('DELETE', ownSessionsQuestion.path, z.unknown(), id === undefined ? {} : { id }),
    onSettled: () => client.invalidateQueries({ queryKey: [ownSessionsQuestion.path] }),
  });
  return (
    <Part
      title="Sessions"
      lead="Where you are signed in. One that you do not know: end it, and change your password."
    >
      {end.error && (
        <p className={settings.wrong} role="alert">
          {end.error.message}
        </p>
      )}
      <Answered query={query} what="The sessions" height="6rem">
        {({ sessions }) => (
          <>
            <ul className={classes.list}>
              {sessions.map((session) => (
                <li key={session.id}>
                  <Told session={session} />
                  {session.present ? (
                    <strong>This one</strong>
                  ) : (
                    <Button
                      variant="default"
                      size="compact-sm"
                      loading={end.isPending && end.variables === session.id}
                      aria-label={`End the session of ${browserWords(session.userAgent ?? '')}`}
                      onClick={() => end.mutate(session.id)}
                    >
                      End it
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {sessions.length > 1 && (
              <div>
                <Button variant="default" onClick={() => end.mutate(undefined)}>
                  End all others
                </Button>
              </div>
            )}
          </>
        )}
      </Answered>
    </Part>
  );
}

function Told({ session: { userAgent, address, beganAt, lastUsedAt } }: { session: OwnSession }) {
  return (
    <span>
      {browserWords(userAgent ?? '')}
      {address !== null && ` from ${address}`}
      <span className={settings.quiet}>
        , since <Moment at={beganAt} dateOnly />, last used <Moment at={lastUsedAt} />
      </span>
    </span>
  );
}
