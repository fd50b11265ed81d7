'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { RangeTable } from '@/components/charts/range-table';
import { linkTo, ofAuthorship } from '@/components/filters/filter-params';
import classes from '@/components/overview/overview.module.css';
import { Panel } from '@/components/overview/panel';
import { sizeLabels } from '@/components/words/labels';
import { type BreakdownAnswer, type BreakdownBy, breakdownQuestion } from '@/lib/api/breakdown';
import { SizeBucket } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';

type OverviewBy = Extract<BreakdownBy, 'size' | 'reviewed'>;

interface Words {
  title: string;
  says: string;
  groupName: string;
  labelOf: (group: string) => string;
  narrow: (group: string) => Partial<Filter>;
}

const wordsBy: Record<OverviewBy, Words> = {
  size: {
    title: 'By size of change',
    says: 'Does the gap widen with size? Below each size: how many times as often agents’ changes regress as people’s.',
    groupName: 'Changed lines',
    labelOf: (group) => sizeLabels[SizeBucket.parse(group)],
    narrow: (group) => ({ size: [SizeBucket.parse(group)] }),
  },
  reviewed: {
    title: 'With and without review',
    says: 'Review by a person other than the author, before merge. Riskier changes get more review.',
    groupName: 'Review',
    labelOf: (group) => (group === 'yes' ? 'Reviewed' : 'Not reviewed'),
    narrow: (group) => ({ reviewed: group === 'yes' ? 'yes' : 'no' }),
  },
};

/** Rates of each authorship within sizes, or with and without review. */
export function BreakdownPanel({ by, filter }: { by: OverviewBy; filter: Filter }) {
  const query = useQuery(ask(breakdownQuestion, { ...filter, by }));
  const { title, says, groupName } = wordsBy[by];
  return (
    <Panel
      title={title}
      says={says}
      what={title}
      query={query}
      height={by === 'size' ? '375px' : '175px'}
    >
      {(answer) => (
        <>
          {answer.gap !== null && <p className={classes.gap}>{answer.gap.sentence}</p>}
          <RangeTable caption={title} groupName={groupName} groups={groupsOf(answer, by, filter)} />
        </>
      )}
    </Panel>
  );
}

function groupsOf({ groups }: BreakdownAnswer, by: OverviewBy, filter: Filter) {
  const { labelOf, narrow } = wordsBy[by];
  return groups.map(({ group, rates, ratio }) => ({
    key: group,
    label: labelOf(group),
    ratio,
    rows: rates.map(({ authorship, ...rate }) => ({
      authorship,
      rate,
      href: linkTo('/regressions', ofAuthorship({ ...filter, ...narrow(group) }, authorship)),
    })),
  }));
}
