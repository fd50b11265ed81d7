import { FilterMenu } from '@/components/filters/filter-menu';
import { countMore, type MoreValues, moreWords } from '@/components/filters/more-words';
import { later } from '@/components/later';

type Change = { [Name in keyof MoreValues]?: MoreValues[Name] | null };

export interface MoreProps {
  /** Without `suspected` where all that is compared shares it. */
  values: MoreValues;
  teams: readonly { id: string; name: string }[];
  onChange: (change: Change) => void;
}

const MoreChoices = later(
  async () => (await import('@/components/filters/more-choices')).MoreChoices,
);

/** What is seldom asked for: the kind and size of changes, how they were made, and whose they are. */
export function MoreMenu({ values, teams, onChange }: MoreProps) {
  const set = countMore(values);
  const alone = values.suspected === 'counted' ? 'suspected too' : '1 set';
  const value = set === 0 ? 'none' : set === 1 ? alone : `${set} set`;
  return (
    <FilterMenu
      label="More"
      value={value}
      whole={set === 0 ? 'none' : moreWords(values, teams)}
      isSet={set > 0}
      load={MoreChoices.load}
    >
      <MoreChoices values={values} teams={teams} onChange={onChange} />
    </FilterMenu>
  );
}
