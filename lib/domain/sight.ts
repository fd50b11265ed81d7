/** Which repositories somebody sees: all of them, or those of these names. */
export type Sight = 'all' | readonly string[];

/** Whether a repository of that name is seen. */
export function sees(sight: Sight, repository: string): boolean {
  return sight === 'all' || sight.includes(repository);
}

/** Whether what the id stands for, `owner/name/…`, is of a repository that is seen. */
export function seesId(sight: Sight, id: string): boolean {
  return sees(sight, id.slice(0, Math.max(id.lastIndexOf('/'), 0)));
}

/** No repository can have this name, so nothing is found by it. */
const none = '-/-';

/** The repositories that are asked for, less those that are not seen; undefined for all there are. */
export function seenOf(sight: Sight, asked: readonly string[] | undefined): string[] | undefined {
  if (sight === 'all') return asked === undefined ? undefined : [...asked];
  const seen = asked === undefined ? [...sight] : asked.filter((name) => sight.includes(name));
  return seen.length === 0 ? [none] : seen;
}
