import * as z from 'zod/mini';

/** What people may do, each all that the one before it may: read, decide, administer. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export const Role = z.enum(roles);
export type Role = z.output<typeof Role>;

/** A name as it is shown beside what somebody did. */
export const PersonName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'must not be empty'),
    z.maxLength(100, 'is longer than 100 characters'),
  );

/** Written in small letters, as it is kept. */
export const EmailAddress = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(200), z.email('must be an e-mail address'));

/** Long enough to be a sentence; how good it is is judged where it is set. */
export const Password = z
  .string()
  .check(
    z.minLength(12, 'must have at least 12 characters'),
    z.maxLength(128, 'must have at most 128 characters'),
  );
