import type { Viewer } from '@/lib/access/viewer';

/** People are written down as `Ada <ada@example.org>`. */
const address = / <[^<>]*>$/;

/** An answer as its reader may hear it: nobody in particular is told the members' e-mail addresses. */
export function toldTo<Told>({ by }: Pick<Viewer, 'by'>, told: Told): Told {
  if (by !== 'anyone' || told === undefined) return told;
  return JSON.parse(
    JSON.stringify(told, (name, value: unknown) =>
      name.endsWith('By') && typeof value === 'string' ? value.replace(address, '') : value,
    ),
  );
}
