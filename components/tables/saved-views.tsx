'use client';

import { Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import { useRemove } from '@/components/layout/removals';
import { RestLink } from '@/components/layout/rest-link';
import { AskingDialog } from '@/components/tables/asking-dialog';
import classes from '@/components/tables/list-tools.module.css';
import { viewAddress } from '@/components/words/addresses';
import { Removal } from '@/lib/api/undo';
import {
  ChangedView,
  type ToldView,
  View,
  type ViewPath,
  type ViewsAnswer,
  viewsQuestion,
} from '@/lib/api/views';
import { readAs } from '@/lib/domain/fault';

/** The views of a list that somebody saved: each leads to it; editors save, rename and remove them. */
export function SavedViews({ path }: { path: ViewPath }) {
  const { data } = useQuery(ask(viewsQuestion, { path }));
  const mayChange = useMay('editor');
  const query = useSearchParams().toString();
  const [naming, setNaming] = useState<'new' | ToldView>();
  const client = useQueryClient();
  const send = async (method: 'POST' | 'PUT', body: Record<string, unknown>) => {
    await sendRequest(method, viewsQuestion.path, ChangedView, body);
    await client.invalidateQueries({ queryKey: [viewsQuestion.path] });
  };
  const views = data?.views ?? [];
  const isKnown = views.some((view) => view.query === query);
  return (
    <nav className={classes.views} aria-label="Saved views">
      {views.map((view) => (
        <span key={view.id} className={classes.view} data-current={view.query === query}>
          <RestLink
            href={viewAddress(view)}
            aria-current={view.query === query ? 'page' : undefined}
          >
            <bdi>{view.name}</bdi>
          </RestLink>
          {mayChange && (
            <>
              <button
                type="button"
                className={classes.change}
                aria-label={`Rename the view ${view.name}`}
                onClick={() => setNaming(view)}
              >
                <IconPencil size={13} aria-hidden="true" />
              </button>
              <Remove view={view} />
            </>
          )}
        </span>
      ))}
      {mayChange && query !== '' && !isKnown && (
        <Button variant="subtle" size="compact-sm" onClick={() => setNaming('new')}>
          Save this view
        </Button>
      )}
      {naming !== undefined && (
        <AskingDialog
          title={naming === 'new' ? 'Save this view' : 'Rename the view'}
          lead="Its filter, search and order, for everybody who sees this list."
          label="Name"
          initial={naming === 'new' ? '' : naming.name}
          submitLabel="Save"
          refusalOf={(name) => readAs(View, { path, name, query }).fault?.reason}
          onSubmit={(name) =>
            naming === 'new'
              ? send('POST', { path, name, query })
              : send('PUT', { id: naming.id, name })
          }
          onClose={() => setNaming(undefined)}
        />
      )}
    </nav>
  );
}

function Remove({ view: { id, name } }: { view: ToldView }) {
  const removing = useRemove<ViewsAnswer>({
    told: `The view “${name}” is removed.`,
    send: () => sendRequest('DELETE', viewsQuestion.path, Removal, { id }),
    path: viewsQuestion.path,
    without: ({ views }) => ({ views: views.filter((view) => view.id !== id) }),
  });
  return (
    <button
      type="button"
      className={classes.change}
      aria-label={`Remove the view ${name}`}
      onClick={() => removing.mutate()}
    >
      <IconX size={13} aria-hidden="true" />
    </button>
  );
}
