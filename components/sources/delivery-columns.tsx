import { Checkbox } from '@mantine/core';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/settings/settings.module.css';
import sources from '@/components/sources/sources.module.css';
import type { Column } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { Moment } from '@/components/words/moment';
import type { DeliveryRow } from '@/lib/api/deliveries';
import { toSearch } from '@/lib/api/question';

/** A row of the list: told apart by source and id. */
type Row = DeliveryRow & { delivery: string };

/** Where one delivery is shown whole. */
export const addressOfDelivery = (source: string, id: string) =>
  `/settings/deliveries/view?${toSearch({ source, id })}`;

/** The columns, with a box to pick rows by. */
export function deliveryColumns(
  picked: ReadonlySet<string>,
  pick: (row: DeliveryRow, isPicked: boolean) => void,
): readonly Column<Row>[] {
  return [
    {
      name: 'Pick',
      cell: ({ delivery, id: key, ...row }) => (
        <Checkbox
          size="xs"
          aria-label={`Pick ${row.event} ${delivery}`}
          checked={picked.has(key)}
          onChange={({ currentTarget }) => pick({ ...row, id: delivery }, currentTarget.checked)}
        />
      ),
    },
    {
      name: 'Event',
      cell: ({ event, source, sourceName, delivery, receivedAt, error, state }) => (
        <>
          <RestLink href={addressOfDelivery(source, delivery)} className={classes.pattern}>
            {event}
          </RestLink>
          <div className={table.quiet}>
            <bdi>{sourceName}</bdi>, <Moment at={receivedAt} />
          </div>
          <div className={table.under}>
            {state}
            {error !== null && `: ${error}`}
          </div>
        </>
      ),
    },
    {
      name: 'What came of it',
      wide: true,
      cell: ({ state, error, attempts, runAfter }) => (
        <>
          <span className={sources.state} data-state={state}>
            {state}
          </span>
          {error !== null && <div className={table.quiet}>{error}</div>}
          {runAfter !== null && (
            <div className={table.quiet}>
              tried {attempts} times, again <Moment at={runAfter} />
            </div>
          )}
        </>
      ),
    },
    {
      name: 'Id',
      wide: true,
      cell: ({ delivery, seenCount }) => (
        <>
          <span className={classes.expression}>{delivery}</span>
          {seenCount > 1 && <div className={table.quiet}>sent {seenCount} times</div>}
        </>
      ),
    },
  ];
}
