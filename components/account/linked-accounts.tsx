'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, authClient } from '@/components/access/auth-client';
import classes from '@/components/account/account.module.css';
import { linkedAccountsKey } from '@/components/account/own-keys';
import { Part } from '@/components/settings/part';
import settings from '@/components/settings/settings.module.css';

/** Accounts elsewhere that one signs in with as well. */
export function LinkedAccounts({
  providers,
}: {
  providers: readonly { id: string; name: string }[];
}) {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: linkedAccountsKey,
    queryFn: async () => (await answered(authClient.listAccounts())) ?? [],
  });
  const link = useMutation({
    mutationFn: (provider: string) =>
      answered(
        authClient.linkSocial({
          provider,
          callbackURL: '/settings/account',
          errorCallbackURL: '/settings/account',
        }),
      ),
  });
  const unlink = useMutation({
    mutationFn: (accountId: string) => answered(authClient.unlinkAccount({ accountId })),
    onSettled: () => client.invalidateQueries({ queryKey: linkedAccountsKey }),
  });
  const wrong = error ?? link.error ?? unlink.error;
  return (
    <Part title="Accounts elsewhere" lead="Sign in with one of these instead of the password.">
      {wrong && (
        <p className={settings.wrong} role="alert">
          {wrong.message}
        </p>
      )}
      <ul className={classes.list}>
        {providers.map(({ id, name }) => {
          const linked = data?.find(({ providerId }) => providerId === id);
          return (
            <li key={id}>
              <span>
                {name}
                {linked && <span className={settings.quiet}>, linked</span>}
              </span>
              <Button
                variant="default"
                size="compact-sm"
                disabled={data === undefined}
                loading={link.isPending || unlink.isPending}
                aria-label={`${linked ? 'Unlink' : 'Link'} ${name}`}
                onClick={() => (linked ? unlink.mutate(linked.id) : link.mutate(id))}
              >
                {linked ? 'Unlink' : 'Link'}
              </Button>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
