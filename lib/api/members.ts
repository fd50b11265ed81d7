import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { EmailAddress, Role } from '@/lib/domain/member';
import { TeamId } from '@/lib/domain/team';

const MemberId = z.string().check(z.minLength(1), z.maxLength(100));
const teams = z.array(TeamId).check(z.maxLength(100));

/** Who may sign in, and who is invited. PUT a ChangedMember to the same path, DELETE a NamedMember. */
export const membersQuestion = {
  path: '/api/v1/members',
  ask: z.object({}),
  answer: z.object({
    members: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        role: Role,
        /** Whose repositories they see; all where it is empty. */
        teams: z.array(z.string()),
        /** Signs in by more than a password. */
        secondFactor: z.boolean(),
        passkeys: z.int(),
        joinedAt: z.iso.datetime(),
        /** To about five minutes. */
        lastSeenAt: z.nullable(z.iso.datetime()),
      }),
    ),
    invitations: z.array(
      z.object({
        id: z.int(),
        email: z.nullable(z.string()),
        role: Role,
        teams: z.array(z.string()),
        madeBy: z.string(),
        expiresAt: z.iso.datetime(),
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type MembersAnswer = z.output<typeof membersQuestion.answer>;

export const ChangedMember = z.object({ id: MemberId, role: Role, teams });
export const NamedMember = z.object({ id: MemberId });
export const MemberAnswer = z.object({ id: z.string() });

/** POST invites somebody, DELETE takes an invitation back. */
export const invitationsPath = '/api/v1/invitations';
export const Invitation = z.object({ email: EmailAddress, role: Role, teams });
export const NamedInvitation = z.object({
  id: z.int().check(z.minimum(1), z.maximum(2_147_483_647)),
});
export const InvitationAnswer = z.object({ id: z.int() });

/** POST makes an address that sets a member's password anew, once. */
export const passwordLinkPath = '/api/v1/password-link';

/** DELETE ends all sessions of a member. */
export const memberSessionsPath = '/api/v1/member-sessions';
export const EndedSessions = z.object({ ended: z.int() });

/** A one-time address below this server's own: told this once. */
export const OneTimePath = z.object({ path: z.string() });
