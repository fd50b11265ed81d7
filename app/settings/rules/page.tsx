import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { draftFrom } from '@/components/settings/rule-draft';
import { RulesSettings } from '@/components/settings/rules-settings';
import { rejudgementsQuestion } from '@/lib/api/rejudgements';
import { rulesQuestion } from '@/lib/api/rules';
import { enter } from '@/lib/http/enter';
import { rejudgements } from '@/lib/measure/rejudgements';
import { rules } from '@/lib/measure/rules';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { measured } = await enter('/settings/rules');
  const [told, last, search] = await Promise.all([
    measured(rulesQuestion, rules, {}),
    measured(rejudgementsQuestion, rejudgements, {}),
    searchParams,
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(rulesQuestion, {}).queryKey, told);
        client.setQueryData(ask(rejudgementsQuestion, {}).queryKey, last);
      }}
    >
      <RulesSettings draft={draftFrom(search)} />
    </Prefetched>
  );
}
