import { Prisma } from '@/lib/db/generated/client';

/**
 * What `change c` can be searched by: exactly the expression of its index. Signs that would make one
 * word of an address or a path are blanks. Full text search is in every Postgres, where the extension
 * for trigrams is not; so it finds words by how they begin, not by what is inside of them.
 */
const words = Prisma.sql`(to_tsvector('simple', translate(
    left(c.title, 1000) || ' ' || coalesce(c.author_name, '') || ' ' || coalesce(c.author_login, ''),
    '/._-:@<>&+~%=?#', '               '))
  || array_to_tsvector(array_remove(array[left(lower(c.key), 200), c.number::text, lower(c.merge_sha)], null)))`;

/** Where keys and names of services are cut into words. */
const signs = '/._-:@<>&+~%=?#()[]{}|",!*';
const cut = (text: string) =>
  Prisma.raw(`translate(${text}, '${signs}', '${' '.repeat(signs.length)}')`);

/**
 * What else can be searched by, exactly as the indexes have it: `incident i` and `deployment d`. A key is no prose,
 * of which full text search would take `3e4` for a number, so it is cut at its signs alone.
 */
const wordsOf = {
  incident: Prisma.sql`(to_tsvector('simple', ${cut(`left(coalesce(i.title, ''), 1000)`)})
    || ${keyWords('i')})`,
  deployment: keyWords('d'),
};

function keyWords(row: string): Prisma.Sql {
  const text = cut(
    `lower(left(${row}.key, 200) || ' ' || left(coalesce(${row}.service, ''), 200))`,
  );
  return Prisma.sql`array_to_tsvector(array_remove(string_to_array(${text}, ' '), ''))`;
}

/** Only rows that have words which begin with all words of a text: incidents of title, service and key, deployments of the last two. */
export function beginningWith(name: keyof typeof wordsOf, text: string): Prisma.Sql {
  return Prisma.sql`${wordsOf[name]} @@ lower(${queryOf(text)})::tsquery`;
}

/** Only changes whose title, author, number or sha has words that begin with all words of a text. */
export function matching(text: string | undefined): Prisma.Sql {
  if (text === undefined) return Prisma.empty;
  const found = Prisma.sql`${words} @@ lower(${queryOf(text)})::tsquery`;
  const [sha] = /^[0-9a-f]{7,40}$/i.exec(text) ?? [];
  if (sha === undefined) return Prisma.sql`and ${found}`;
  // A commit of a pull request is no word of it, but named as often.
  const from = sha.toLowerCase();
  return Prisma.sql`and (c.repository_id, c.key) in (
    select c.repository_id, c.key from change c where ${found}
    union
    select m.repository_id, m.change_key from repository n
    join change_commit m on m.repository_id = n.id
      and m.sha >= ${from} and m.sha < ${`${from}g`})`;
}

/** `#12` is that number alone; all other words are beginnings. */
function queryOf(text: string): string {
  return text
    .split(/\s+/)
    .flatMap((word) => (/^#\d+$/.test(word) ? `'${word.slice(1)}'` : beginnings(word)))
    .join(' & ');
}

const beginnings = (word: string) =>
  word
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .map((part) => `'${part}':*`);

/**
 * What a searched list is sorted by. Of rare words the planner has no count: it would go through an
 * index of the order until it has met a page of them, seconds long, so it is given none to go through.
 */
export function sortedFound(
  columns: readonly Prisma.Sql[],
  text: string | undefined,
): readonly Prisma.Sql[] {
  return text === undefined
    ? columns
    : columns.map((column) => Prisma.sql`coalesce(${column}, ${column})`);
}
