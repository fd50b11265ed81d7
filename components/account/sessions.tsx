'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, authClient } from '@/components/access/auth-client';
import classes from '@/components/account/account.module.css';
import { browserWords } from '@/components/account/browser-words';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';
import { Moment } from '@/components/words/moment';

const key = ['sessions'];

/** Where one is signed in, and the way to end it there. */
export function Sessions() {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: async () => {
      const [all, present] = await Promise.all([
        answered(authClient.listSessions()),
        answered(authClient.getSession()),
      ]);
      return { all: all ?? [], present: present?.session.id };
    },
  });
  const end = useMutation({
    mutationFn: (token: string | undefined) =>
      token === undefined
        ? answered(authClient.revokeOtherSessions())
        : answered(authClient.revokeSession({ token })),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const wrong = error ?? end.error;
  return (
    <Part
      title="Sessions"
      lead="Where you are signed in. One that you do not know: end it, and change your password."
    >
      {wrong && (
        <p className={settings.wrong} role="alert">
          {wrong.message}
        </p>
      )}
      <ul className={classes.list}>
        {data?.all.map(({ id, token, userAgent, ipAddress, updatedAt }) => (
          <li key={id}>
            <span>
              {browserWords(userAgent ?? '')}
              {ipAddress ? ` from ${ipAddress}` : ''}, last seen{' '}
              <Moment at={new Date(updatedAt).toISOString()} />
            </span>
            {id === data.present ? (
              <strong>This one</strong>
            ) : (
              <Button
                variant="default"
                size="compact-sm"
                loading={end.isPending && end.variables === token}
                onClick={() => end.mutate(token)}
              >
                End it
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data !== undefined && data.all.length > 1 && (
        <div>
          <Button variant="default" onClick={() => end.mutate(undefined)}>
            End all others
          </Button>
        </div>
      )}
    </Part>
  );
}
