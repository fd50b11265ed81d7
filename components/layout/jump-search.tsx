import { useQueries, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useViewer } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { type Destination, destinationsOf } from '@/components/layout/destinations';
import classes from '@/components/layout/jump.module.css';
import { areasQuestion } from '@/lib/api/areas';
import { statusQuestion } from '@/lib/api/status';
import { ViewPath, viewsQuestion } from '@/lib/api/views';

const mostShown = 9;

/** Places by a few letters, chosen by keys. */
export function JumpSearch({ onChosen }: { onChosen: (chosen: Destination) => void }) {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const areas = useQuery(ask(areasQuestion, {})).data?.areas ?? [];
  const views = useQueries({
    queries: ViewPath.options.map((path) => ask(viewsQuestion, { path })),
    combine: (lists) => lists.flatMap(({ data }) => data?.views ?? []),
  });
  const id = useId();
  const viewer = useViewer();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const found = destinationsOf(text, { status, areas, views }, viewer).slice(0, mostShown);
  const chosen = Math.min(place, found.length - 1);
  return (
    <>
      <input
        className={classes.input}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        type="text"
        role="combobox"
        aria-label="Page, repository, agent, team, area, saved view, or change"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${chosen}`}
        placeholder="Page, repository, agent, team, area, or owner/repo#123"
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          setPlace(0);
        }}
        onKeyDown={(event) => {
          const { key } = event;
          if (key === 'ArrowDown') setPlace(Math.min(chosen + 1, found.length - 1));
          else if (key === 'ArrowUp') setPlace(Math.max(chosen - 1, 0));
          else if (key === 'Enter') {
            const one = found[chosen];
            if (one !== undefined) onChosen(one);
          } else return;
          event.preventDefault();
        }}
      />
      <div id={id} role="listbox" aria-label="Places" className={classes.found}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above takes all keys
          <div
            key={one.href}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={classes.option}
            onClick={() => onChosen(one)}
          >
            <bdi>{one.name}</bdi> <span>{one.what}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.none}>Nothing of that name.</p>}
    </>
  );
}
