import * as z from 'zod/mini';
import { RepositoryName } from '@/lib/domain/change';

/** How a team is written in addresses: `payments`. */
export const TeamId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'a team is written in small letters, like payments'));

/** A team and the repositories that are its own. A repository may be of several. */
export const Team = z.object({
  id: TeamId,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  repositories: z.array(RepositoryName).check(z.maxLength(2_000)),
});
export type Team = z.output<typeof Team>;
