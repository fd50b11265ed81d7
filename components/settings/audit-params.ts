import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { auditQuestion } from '@/lib/api/audit';

const { search, repository, action } = auditQuestion.ask.shape;

/** What the audit trail is searched by, in the URL. */
export const auditParams = {
  search: parserOf(search),
  repository: parserOf(repository),
  action: parserOf(action),
};

export const loadAuditParams = createLoader(auditParams);
