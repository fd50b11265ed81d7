import * as z from 'zod/mini';

/** One thing that a host tells, worded as its webhook would word it. */
export interface Worded {
  /** What it says decides it, so that the same is stored once. */
  id: string;
  event: string;
  headers: Record<string, string>;
  payload: unknown;
}

/** What one step of a walk brought, and where the next one goes on. */
export interface Step<Cursor> {
  deliveries: Worded[];
  /** How many things of the kind it was: what progress is counted in. */
  things: number;
  cursor: Cursor;
  isLast: boolean;
}

/** A kind of thing that a host has many of, and how they are read one after the other. */
export interface Walk<Cursor = unknown> {
  /** `pulls`, `deployments`, …: what its cursor is kept under. */
  name: string;
  /** About how many there are from a cursor on; undefined where the host does not say. */
  count(cursor: Cursor): Promise<number | undefined>;
  step(cursor: Cursor): Promise<Step<Cursor>>;
  /** The cursor of a walk that begins, or that begins again after the stored one came to its end. */
  begin(since: string | null, stored: unknown): Cursor;
  /** The stored cursor of a walk that was interrupted, or undefined where it tells none. */
  resume(stored: unknown): Cursor | undefined;
}

/** Where a walk in the order of updates stands. */
export const UpdateCursor = z.object({
  /** What was updated before it is known. */
  from: z.nullable(z.iso.datetime()),
  /** Those updated since `from` that are known as well, as `id@moment`. */
  seen: z.array(z.string()),
});
export type UpdateCursor = z.output<typeof UpdateCursor>;

/** What a walk in the order of updates must know of a thing. */
export interface Updated {
  id: number;
  updatedAt: string;
}

/** A page of things in the order of their updates, and how to ask for the page after it. */
export interface Page<Thing> {
  things: Thing[];
  next: (() => Promise<Page<Thing>>) | undefined;
}

/** The checks of a change end after its last update: as much is read again. */
const againMs = 86_400_000;

/**
 * The things after a cursor, and the cursor after them. Each step asks anew for what was updated since
 * the newest known moment, oldest first: what is updated meanwhile moves behind it and is met again, so
 * that nothing can fall between two pages. Only where all of a page has one moment are pages counted.
 * @param list the first page of what was updated at or after a moment; of everything where it is null.
 */
export async function nextUpdated<Thing extends Updated>(
  list: (from: string | null) => Promise<Page<Thing>>,
  cursor: UpdateCursor,
): Promise<{ things: Thing[]; cursor: UpdateCursor; isLast: boolean }> {
  const seen = new Set(cursor.seen);
  let page = await list(cursor.from);
  const met = [...page.things];
  let from = reached(met, cursor.from);
  while (page.next !== undefined && from === cursor.from) {
    page = await page.next();
    met.push(...page.things);
    from = reached(met, cursor.from);
  }
  const marks = [...seen, ...met.map(markOf)];
  return {
    things: met.filter((thing) => !seen.has(markOf(thing))),
    cursor: {
      from,
      seen: [...new Set(marks)].filter((mark) => from === null || isSince(mark, from)),
    },
    isLast: page.next === undefined,
  };
}

const markOf = ({ id, updatedAt }: Updated) => `${id}@${new Date(updatedAt).toISOString()}`;
const isSince = (mark: string, from: string) => mark.slice(mark.indexOf('@') + 1) >= from;

/** A second before the newest: hosts differ in whether "since" holds the moment itself. */
function reached(things: readonly Updated[], before: string | null): string | null {
  const newest = Math.max(...things.map(({ updatedAt }) => Date.parse(updatedAt)));
  if (!Number.isFinite(newest)) return before;
  const from = new Date(Math.floor(newest / 1_000) * 1_000 - 1_000).toISOString();
  return before === null || from > before ? from : before;
}

/** What walks in the order of updates have in common. */
export const updateWalk = {
  begin(since: string | null, stored: unknown): UpdateCursor {
    const { data } = UpdateCursor.safeParse(stored);
    const start = since === null ? null : `${since}T00:00:00.000Z`;
    if (data === undefined || data.from === null) return { from: start, seen: [] };
    const again = new Date(Date.parse(data.from) - againMs).toISOString();
    return { from: start !== null && start > again ? start : again, seen: [] };
  },
  resume: (stored: unknown): UpdateCursor | undefined => UpdateCursor.safeParse(stored).data,
};

/** A moment by so much earlier as is read again. */
export const dayBefore = (moment: string) => new Date(Date.parse(moment) - againMs).toISOString();
