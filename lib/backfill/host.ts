import type * as z from 'zod/mini';
import { HostRefusal, type Patience } from '@/lib/backfill/patient-fetch';
import type { Walk } from '@/lib/backfill/walk';
import { readAs } from '@/lib/domain/fault';
import { Problem } from '@/lib/problem';

/** How to speak to a host's API. */
export interface HostAccess extends Patience {
  token: string;
  /** Where its API begins; the host's own public one unless said. */
  api?: string | undefined;
}

/** A repository as its host knows it, and the walks over all that it has. */
export interface HostRepository {
  /** As its webhooks call it. */
  name: string;
  walks: readonly Walk[];
  /** What the token may not read and was left out, in sentences that are added while it is read. */
  leftOut: ReadonlySet<string>;
}

/** How many things one step reads: what an interruption costs at most. */
export const stepSize = 25;

/** The address of an API that a person typed. Throws a Problem where it is none. */
export function readApi(typed: string): URL {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Problem(
      `--api must be an address that starts with https:// or http://, not ${typed}.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Problem('--api must hold no password: the token is enough.');
  }
  return url;
}

/** What a host answered, read by its form. Throws a Problem that names what is not as documented. */
export function readAnswer<Form extends z.ZodMiniType>(
  form: Form,
  answer: unknown,
  what: string,
): z.output<Form> {
  const { value, fault } = readAs(form, answer);
  if (fault) throw new Problem(`${what} cannot be read: ${fault.path} ${fault.reason}.`);
  return value;
}

/** The walk with its cursor's type put away, for those who only hand stored cursors back to it. */
export function anyWalk<Cursor>(walk: Walk<Cursor>, form: z.ZodMiniType<Cursor>): Walk {
  return {
    ...walk,
    count: (cursor) => walk.count(form.parse(cursor)),
    step: (cursor) => walk.step(form.parse(cursor)),
  };
}

/**
 * A walk over what not every project has and not every token may read: where it is refused, it is left
 * out, and that is told.
 */
export function ifAllowed<Cursor>(walk: Walk<Cursor>, leftOut: Set<string>): Walk<Cursor> {
  const note = (error: unknown) => {
    if (!(error instanceof HostRefusal) || error.status !== 403) throw error;
    leftOut.add(`The ${walk.name} were left out. ${error.message}`);
  };
  return {
    ...walk,
    async count(cursor) {
      try {
        return await walk.count(cursor);
      } catch (error) {
        note(error);
        return undefined;
      }
    },
    async step(cursor) {
      try {
        return await walk.step(cursor);
      } catch (error) {
        note(error);
        return { deliveries: [], things: 0, cursor, isLast: true };
      }
    },
  };
}
