import { type Order, type PartKind, readPlace } from '@/lib/api/sorting';
import { Prisma } from '@/lib/db/generated/client';

const types: Record<PartKind, Prisma.Sql> = {
  moment: Prisma.raw('timestamptz'),
  number: Prisma.raw('bigint'),
  word: Prisma.raw('text'),
  key: Prisma.raw('text'),
  uuid: Prisma.raw('uuid'),
};

/** A list's order in SQL: by columns that no two rows agree in, all in the same direction. */
export interface Keyset {
  orderBy: Prisma.Sql;
  /** The same the other way round. */
  reversed: Prisma.Sql;
  /** A row's place as the text of a cursor. */
  place: Prisma.Sql;
  /** What holds for the rows behind a place alone; for all without one. */
  after: (cursor: string | undefined) => Prisma.Sql;
  /** What holds for the rows before a place. */
  before: (cursor: string) => Prisma.Sql;
}

/** The order of a list by some columns, each with what kind of value it has. */
export function keyset(
  columns: readonly Prisma.Sql[],
  kinds: readonly PartKind[],
  order: Order,
): Keyset {
  const by = (direction: Order) =>
    Prisma.join(columns.map((column) => Prisma.sql`${column} ${directions[direction]}`));
  const beyond = (sign: Prisma.Sql, cursor: string) => {
    const place = readPlace(cursor, kinds);
    // The contract has refused other texts already.
    if (place === undefined) return Prisma.sql`false`;
    const values = kinds.map((kind, index) => Prisma.sql`${place[index]}::text::${types[kind]}`);
    return Prisma.sql`(${Prisma.join(columns)}) ${sign} (${Prisma.join(values)})`;
  };
  const told = columns.map((column, index) =>
    kinds[index] === 'moment'
      ? Prisma.sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : column,
  );
  const [less, more] = [Prisma.sql`<`, Prisma.sql`>`];
  return {
    orderBy: by(order),
    reversed: by(order === 'desc' ? 'asc' : 'desc'),
    place: Prisma.sql`concat_ws('_', ${Prisma.join(told)})`,
    after: (cursor) =>
      cursor === undefined ? Prisma.sql`true` : beyond(order === 'desc' ? less : more, cursor),
    before: (cursor) => beyond(order === 'desc' ? more : less, cursor),
  };
}

const directions: Record<Order, Prisma.Sql> = { desc: Prisma.sql`desc`, asc: Prisma.sql`asc` };
