import * as z from 'zod/mini';
import type { Account } from '@/lib/domain/change';
import { Link, Moment, Short, text } from '@/lib/sources/payload';

export const User = z.nullish(
  z.object({ login: z.nullish(text(200)), type: z.nullish(z.string()) }),
);

/** The account of a user; a deleted one has no name left. */
export function accountOf(user: z.output<typeof User>): Account {
  return {
    login: user?.login ?? undefined,
    bot: user?.type == null ? undefined : user.type === 'Bot',
  };
}

/** What is used of a repository; old and cut-down payloads tell its name in parts. */
export const Repository = z.pipe(
  z.object({
    full_name: z.nullish(z.string()),
    name: z.nullish(z.string()),
    owner: z.nullish(z.object({ login: z.nullish(z.string()), name: z.nullish(z.string()) })),
    html_url: z.optional(Link),
    default_branch: z.nullish(Short),
    /** Its name in old push payloads. */
    master_branch: z.nullish(Short),
    pushed_at: z.nullish(Moment),
    updated_at: z.nullish(Moment),
  }),
  z.transform((told) => ({
    name: told.full_name ?? `${told.owner?.login ?? told.owner?.name ?? ''}/${told.name ?? ''}`,
    url: told.html_url,
    defaultBranch: told.default_branch ?? told.master_branch ?? undefined,
    pushedAt: told.pushed_at ?? undefined,
    updatedAt: told.updated_at ?? undefined,
  })),
);
