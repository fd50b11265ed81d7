import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { askPages, beganWith } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { loadAuditParams } from '@/components/settings/audit-params';
import { AuditTrail } from '@/components/settings/audit-trail';
import { auditQuestion } from '@/lib/api/audit';
import { enter } from '@/lib/http/enter';
import { audit } from '@/lib/measure/audit';

export const metadata: Metadata = { title: 'Audit trail' };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { measured } = await enter('/settings/audit');
  const ask = asAsk(auditQuestion.ask, await loadAuditParams(searchParams));
  const page = await measured(auditQuestion, audit, ask);
  return (
    <Prefetched
      fill={(client) => client.setQueryData(askPages(auditQuestion, ask).queryKey, beganWith(page))}
    >
      <AuditTrail />
    </Prefetched>
  );
}
