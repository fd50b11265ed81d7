'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { Answered } from '@/components/layout/answered';
import { Empty } from '@/components/layout/empty';
import { Refused } from '@/components/layout/refused';
import { TokenForm } from '@/components/members/token-form';
import classes from '@/components/settings/settings.module.css';
import { type Column, DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import { TokenAnswer, type TokensAnswer, tokensQuestion } from '@/lib/api/tokens';

type Row = Omit<TokensAnswer['tokens'][number], 'id'> & { id: string };

const whereWords = ({ repositories }: Row) =>
  repositories.length === 0 ? 'all repositories' : repositories.join(', ');

const columns: readonly Column<Row>[] = [
  {
    name: 'Token',
    cell: (row) => (
      <>
        <bdi>{row.name}</bdi>
        <div className={table.quiet}>
          number {row.id}, made <Moment at={row.createdAt} dateOnly />
        </div>
        <div className={table.under}>
          {row.scopes.join(', ')}; {whereWords(row)}
        </div>
      </>
    ),
  },
  { name: 'May', wide: true, cell: ({ scopes }) => scopes.join(', ') },
  { name: 'Of', wide: true, cell: (row) => <bdi>{whereWords(row)}</bdi> },
  {
    name: 'Expires',
    wide: true,
    cell: ({ expiresAt }) => (expiresAt === null ? 'never' : <Moment at={expiresAt} dateOnly />),
  },
  {
    name: 'Last used',
    wide: true,
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <Moment at={lastUsedAt} />),
  },
  { name: 'Revoke', cell: (row) => <Revoke {...row} /> },
];

/** What CI and tools use the API with. */
export function Tokens() {
  const query = useQuery(ask(tokensQuestion, {}));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Tokens</h1>
        <p className={classes.lead}>
          CI and tools send one with every request, as <code>Authorization: Bearer am_…</code>. Only
          its SHA-256 is kept. Scanners for leaked secrets know one by{' '}
          <code>
            am_[A-Za-z0-9_-]{'{43}'}[0-9a-f]{'{8}'}
          </code>
          .
        </p>
      </header>
      <TokenForm />
      <Answered query={query} what="The tokens" height="16rem">
        {({ tokens }) =>
          tokens.length === 0 ? (
            <Empty title="There is no token yet">
              Make one above, and give it to the tool that posts events or reads answers.
            </Empty>
          ) : (
            <DataTable
              caption={plural(tokens.length, 'token')}
              columns={columns}
              rows={tokens.map((one) => ({ ...one, id: String(one.id) })).reverse()}
            />
          )
        }
      </Answered>
    </div>
  );
}

function Revoke({ id, name, revokedAt }: Row) {
  const client = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => sendRequest('DELETE', tokensQuestion.path, TokenAnswer, { id: Number(id) }),
    onSettled: () => client.invalidateQueries({ queryKey: [tokensQuestion.path] }),
  });
  if (revokedAt !== null) {
    return (
      <span className={table.quiet}>
        revoked <Moment at={revokedAt} dateOnly />
      </span>
    );
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={revoking.isPending}
        aria-label={`Revoke ${name}`}
        onClick={() => revoking.mutate()}
      >
        Revoke
      </Button>
      <Refused what="It was not revoked." error={revoking.error} />
    </>
  );
}
