import * as z from 'zod/mini';
import { RepositoryName } from '@/lib/domain/change';

/** The id of a source, as it stands in the address that it posts to. */
export const SourceId = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be the id of a source, like pagerduty-x7k2'));

/** A name is printed among others: no line breaks, no escape sequences. */
export const SourceName = z
  .string()
  .check(z.trim(), z.regex(/^[^\p{Cc}]{1,100}$/u, 'must be 1 to 100 characters in one line'));

export const SourceRepositories = z
  .array(RepositoryName)
  .check(z.maxLength(200, 'names at most 200 repositories'));

/** Proofs of a secret that is guessed are worth nothing. */
export const SourceSecret = z
  .string()
  .check(
    z.minLength(8, 'must have at least 8 characters'),
    z.maxLength(500),
    z.regex(/^[^\p{Cc}]+$/u, 'must be one line of text'),
  );
