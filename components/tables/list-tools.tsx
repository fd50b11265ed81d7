'use client';

import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from '@/components/tables/list-tools.module.css';
import { SavedViews } from '@/components/tables/saved-views';
import { toSearch } from '@/lib/api/question';
import type { ViewPath } from '@/lib/api/views';

/** How long after the last letter a search begins. */
const pauseMs = 250;

/** What stands above a list: the search, the views that were saved, and the list as a file. */
export function ListTools({
  path,
  finds = 'title, author, #number or sha',
  q,
  onSearch,
  list,
  onKeys,
}: {
  path: ViewPath;
  /** What the search looks into. */
  finds?: string;
  q: string | null;
  onSearch: (q: string | null) => void;
  /** What is listed, as the API is asked for it. */
  list: Readonly<Record<string, unknown>>;
  /** Shows the keys of a list that has some. */
  onKeys?: () => void;
}) {
  const file = (ending: 'csv' | 'json') => `/api/v1${path}.${ending}?${toSearch(list)}`;
  return (
    <div className={classes.tools} data-print="never">
      <Search finds={finds} q={q} onSearch={onSearch} />
      <SavedViews path={path} />
      <div className={classes.ends}>
        <a href={file('csv')} download>
          CSV
        </a>
        <a href={file('json')} download>
          JSON
        </a>
        {onKeys !== undefined && (
          <Button variant="subtle" size="compact-sm" aria-keyshortcuts="?" onClick={onKeys}>
            Keys
          </Button>
        )}
      </div>
    </div>
  );
}

function Search({
  finds,
  q,
  onSearch,
}: {
  finds: string;
  q: string | null;
  onSearch: (q: string | null) => void;
}) {
  const [text, setText] = useState(q ?? '');
  const [told, setTold] = useState(q);
  // A saved view or the way back has another search than what was typed last.
  if (q !== told) {
    setTold(q);
    if ((q ?? '') !== text.trim()) setText(q ?? '');
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing begins a search
  useEffect(() => {
    const wanted = text.trim() || null;
    if (wanted === q) return;
    const timer = setTimeout(() => onSearch(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      size="sm"
      aria-label={`Search ${finds.replaceAll('#', '')}`}
      placeholder={`${finds.charAt(0).toUpperCase()}${finds.slice(1)}`}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      maxLength={200}
      autoComplete="off"
      value={text}
      onChange={({ currentTarget: { value } }) => setText(value)}
    />
  );
}
