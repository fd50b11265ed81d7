'use client';

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { Answered } from '@/components/layout/answered';
import { Refused } from '@/components/layout/refused';
import { InviteForm } from '@/components/members/invite-form';
import { MemberActions } from '@/components/members/member-actions';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import { type Column, DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import {
  InvitationAnswer,
  invitationsPath,
  type MembersAnswer,
  membersQuestion,
} from '@/lib/api/members';

type Member = MembersAnswer['members'][number];
type Invited = Omit<MembersAnswer['invitations'][number], 'id'> & { id: string };

const seenWords = (teams: readonly string[]) =>
  teams.length === 0 ? 'all repositories' : `those of ${teams.join(', ')}`;

const stepsOf = ({ secondFactor, passkeys }: Member) =>
  [secondFactor && 'second step', passkeys > 0 && plural(passkeys, 'passkey')]
    .filter(Boolean)
    .join(', ') || 'password alone';

/** Who may sign in, what they may do and see, and who is invited. */
export function Members({ origin }: { origin: string }) {
  const query = useQuery(ask(membersQuestion, {}));
  const columns: readonly Column<Member>[] = [
    {
      name: 'Who',
      cell: (row) => (
        <>
          <bdi>{row.name}</bdi>
          <div className={table.quiet}>
            <bdi>{row.email}</bdi>
          </div>
          <div className={table.under}>
            {row.role}, sees {seenWords(row.teams)}; {stepsOf(row)}
          </div>
        </>
      ),
    },
    { name: 'Role', wide: true, cell: ({ role }) => role },
    { name: 'Sees', wide: true, cell: ({ teams }) => <bdi>{seenWords(teams)}</bdi> },
    { name: 'Signs in by', wide: true, cell: stepsOf },
    {
      name: 'Last seen',
      wide: true,
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? 'not yet' : <Moment at={lastSeenAt} />),
    },
    { name: 'Change', cell: (row) => <MemberActions member={row} origin={origin} /> },
  ];
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Members</h1>
        <p className={classes.lead}>
          Viewers read; editors also decide on regressions, authorship, notes and guardrails;
          administrators also set up sources, tokens, rules and members. Nobody joins without an
          invitation.
        </p>
      </header>
      <Answered query={query} what="The members" height="24rem">
        {({ members, invitations }) => (
          <div className={classes.section}>
            <DataTable
              caption={plural(members.length, 'member')}
              columns={columns}
              rows={members}
            />
            <InviteForm origin={origin} />
            {invitations.length > 0 && (
              <Part title="Open invitations">
                <DataTable
                  caption={plural(invitations.length, 'invitation')}
                  columns={invitedColumns}
                  rows={invitations.map((row) => ({ ...row, id: String(row.id) }))}
                />
              </Part>
            )}
          </div>
        )}
      </Answered>
    </div>
  );
}

const invitedColumns: readonly Column<Invited>[] = [
  { name: 'Who', cell: ({ email }) => <bdi>{email ?? 'whoever has the address'}</bdi> },
  { name: 'Role', cell: ({ role }) => role },
  { name: 'Sees', wide: true, cell: ({ teams }) => <bdi>{seenWords(teams)}</bdi> },
  { name: 'Invited by', wide: true, cell: ({ madeBy }) => <bdi>{madeBy}</bdi> },
  { name: 'Until', wide: true, cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
  { name: 'Take back', cell: (row) => <TakeBack id={Number(row.id)} email={row.email} /> },
];

function TakeBack({ id, email }: { id: number; email: string | null }) {
  const client = useQueryClient();
  const taking = useMutation({
    mutationFn: () => sendRequest('DELETE', invitationsPath, InvitationAnswer, { id }),
    onSettled: () => client.invalidateQueries({ queryKey: [membersQuestion.path] }),
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={taking.isPending}
        aria-label={`Take back the invitation of ${email ?? id}`}
        onClick={() => taking.mutate()}
      >
        Take back
      </Button>
      <Refused what="It was not taken back." error={taking.error} />
    </>
  );
}
