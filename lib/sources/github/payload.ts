import * as z from 'zod/mini';
import type { Account } from '@/lib/domain/change';
import type { LedgerEvent } from '@/lib/domain/event';
import { readAs } from '@/lib/domain/fault';
import type { Reading } from '@/lib/sources/source';

/** GitHub writes moments as ISO text, and in the repository of a push as seconds since 1970. */
export const Moment = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((told, context) => {
    const at = new Date(typeof told === 'number' ? told * 1000 : told);
    if (!Number.isNaN(at.getTime())) return at.toISOString();
    context.issues.push({ code: 'custom', input: told, message: 'must be a moment' });
    return z.NEVER;
  }),
);

/** Text as we keep it: lines end in LF only, and what is longer than we hold is cut. */
function text(length: number) {
  return z.pipe(
    z.string(),
    z.transform((told) => told.replaceAll('\r\n', '\n').slice(0, length)),
  );
}
export const Short = text(500);
export const Long = text(200_000);

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

/** A link that is safe to show, or nothing. */
export const Link = z.pipe(
  z.nullish(z.string()),
  z.transform((url) =>
    url != null && url.length <= 2_000 && /^https?:\/\//.test(url) ? url : undefined,
  ),
);

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

/** What a payload says: its events, or why it says nothing of changes. */
export type Told = LedgerEvent[] | { ignored: string };

/** A reader of one kind of payload. What tells no moment of its own happened when it was received. */
export type PayloadReader = (payload: unknown, receivedAt: string) => Reading;

/** The reader made of a payload's schema and what it tells. */
export function reads<Payload extends z.ZodMiniType>(
  schema: Payload,
  tell: (payload: z.output<Payload>, receivedAt: string) => Told,
): PayloadReader {
  return (payload, receivedAt) => {
    const { value, fault } = readAs(schema, payload);
    if (fault) return { fault };
    const told = tell(value, receivedAt);
    return Array.isArray(told) ? { events: told } : { events: [], ignored: told.ignored };
  };
}
