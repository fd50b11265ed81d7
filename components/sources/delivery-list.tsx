'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ask, askPages } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { asAsk } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { Failed } from '@/components/layout/failed';
import classes from '@/components/settings/settings.module.css';
import { deliveryColumns } from '@/components/sources/delivery-columns';
import { deliveryParams } from '@/components/sources/delivery-params';
import sources from '@/components/sources/sources.module.css';
import { DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { countWords, plural } from '@/components/words/rates';
import {
  DeliveryFilter,
  type DeliveryRow,
  DeliveryState,
  deliveriesQuestion,
  type PostedReplay,
  ReplayAnswer,
} from '@/lib/api/deliveries';
import { sourcesQuestion } from '@/lib/api/sources';

const states = DeliveryState.options.map((value) => ({ value, label: value }));
const keyOf = ({ source, id }: Pick<DeliveryRow, 'source' | 'id'>) => `${source} ${id}`;

/** What a field of local time says as a moment, and a moment as such a field. */
const momentOf = (local: string) => (local === '' ? null : new Date(local).toISOString());
function localOf(moment: string | null): string {
  if (moment === null) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Everything that was received, what came of it, and a way to have it applied again. */
export function DeliveryList() {
  const [values, setValues] = useQueryStates(deliveryParams);
  const [text, setText] = useState(values.search ?? '');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const client = useQueryClient();
  const { data: known } = useQuery(ask(sourcesQuestion, {}));
  const query = useInfiniteQuery(
    askPages(deliveriesQuestion, asAsk(deliveriesQuestion.ask, values)),
  );
  const replaying = useMutation({
    mutationFn: (asked: PostedReplay) => sendRequest('POST', '/api/v1/replay', ReplayAnswer, asked),
    onSuccess: () => setPicked(new Set()),
    onSettled: () => client.invalidateQueries(),
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const { pending = 0, dead = 0 } = query.data?.pages[0] ?? {};
  const chosen = rows.filter((row) => picked.has(keyOf(row)));
  const search = (said: string) => {
    setText(said);
    setValues({ search: deliveriesQuestion.ask.shape.search.safeParse(said).data ?? null });
  };
  const pick = (row: DeliveryRow, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(keyOf(row));
    else next.delete(keyOf(row));
    setPicked(next);
  };
  const replayAll = () => {
    const question =
      'Apply all deliveries of this choice again? Each is read by the rules of now; what they told before stays, so nothing is counted twice.';
    if (!window.confirm(question)) return;
    replaying.mutate({ filter: asAsk(DeliveryFilter, values) });
  };
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Deliveries</h1>
        <p className={classes.lead}>
          Every request that proved its sender, as it came. What cannot be read or applied is kept,
          tried again with growing pauses, and at last left here as dead.{' '}
          <strong>{countWords(pending)}</strong> waiting, <strong>{countWords(dead)}</strong> dead.
        </p>
      </header>
      <search className={classes.search} aria-label="Search the deliveries">
        <TextInput
          label="About"
          placeholder="An id, an event, an error"
          value={text}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <NativeSelect
          label="From"
          data={[
            { value: '', label: 'All sources' },
            ...(known?.sources ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={values.source ?? ''}
          onChange={({ currentTarget }) => setValues({ source: currentTarget.value || null })}
        />
        <NativeSelect
          label="What came of it"
          data={[{ value: '', label: 'Anything' }, ...states]}
          value={values.state ?? ''}
          onChange={({ currentTarget }) =>
            setValues({ state: DeliveryState.safeParse(currentTarget.value).data ?? null })
          }
        />
        <TextInput
          type="datetime-local"
          label="Received from"
          value={localOf(values.from)}
          onChange={({ currentTarget }) => setValues({ from: momentOf(currentTarget.value) })}
        />
        <TextInput
          type="datetime-local"
          label="and before"
          value={localOf(values.to)}
          onChange={({ currentTarget }) => setValues({ to: momentOf(currentTarget.value) })}
        />
      </search>
      {rows.length > 0 && (
        <div className={sources.actions}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={chosen.length === 0}
            loading={replaying.isPending}
            onClick={() =>
              replaying.mutate({ deliveries: chosen.map(({ source, id }) => ({ source, id })) })
            }
          >
            Replay{' '}
            {chosen.length === 0 ? 'the selected' : plural(chosen.length, 'delivery', 'deliveries')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            loading={replaying.isPending}
            onClick={replayAll}
          >
            Replay all of this choice
          </Button>
          <span aria-live="polite" className={replaying.error ? classes.wrong : classes.quiet}>
            {replaying.error?.message}
            {replaying.isSuccess &&
              `${plural(replaying.data.replayed, 'delivery is', 'deliveries are')} applied again.`}
          </span>
        </div>
      )}
      {query.error !== null && (
        <Failed
          what="The deliveries could not be loaded."
          why={query.error.message}
          retry={() => query.refetch()}
        />
      )}
      {query.data !== undefined && rows.length === 0 && (
        <Empty title="No delivery">
          Nothing of this choice was received. Sources says where senders post to.
        </Empty>
      )}
      {rows.length > 0 && (
        <DataTable
          caption="Deliveries, newest first."
          columns={deliveryColumns(picked, pick)}
          rows={rows.map((row) => ({ ...row, delivery: row.id, id: keyOf(row) }))}
        />
      )}
      {query.hasNextPage && (
        <div className={table.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}
