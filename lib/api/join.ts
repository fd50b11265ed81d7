import * as z from 'zod/mini';
import { EmailAddress, Password, PersonName } from '@/lib/domain/member';

/** What a one-time address carries behind its `#`. */
const LinkKey = z.string().check(z.regex(/^[\w-]{43}$/, 'is not one of this server’s links'));

/** POST tells what a one-time link is for: 404 where it was used already or is too old. */
export const oneTimeLinkPath = '/api/v1/one-time-link';
export const OneTimeLinkRequest = z.object({ key: LinkKey });
export const OneTimeLinkAnswer = z.object({
  purpose: z.enum(['first', 'invitation', 'password']),
  /** Whose it is; null where whoever has the link says it. */
  email: z.nullable(z.string()),
});
export type OneTimeLinkAnswer = z.output<typeof OneTimeLinkAnswer>;

/** POST uses a one-time link up: 201 with the address to sign in with. */
export const joinPath = '/api/v1/join';
export const JoinRequest = z.object({
  key: LinkKey,
  name: z.optional(PersonName),
  email: z.optional(EmailAddress),
  password: Password,
});
export type JoinRequest = z.output<typeof JoinRequest>;
export const JoinAnswer = z.object({ email: z.string() });

/** Where better-auth ends the session of whoever POSTs. */
export const signOutPath = '/api/auth/sign-out';
export const SignOutAnswer = z.object({ success: z.boolean() });
