import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { auditQuestion } from '@/lib/api/audit';

const { search, by, repository, action, from, to } = auditQuestion.ask.shape;

/** What the audit trail is searched by, in the URL. */
export const auditParams = {
  search: parserOf(search),
  by: parserOf(by),
  repository: parserOf(repository),
  action: parserOf(action),
  from: parserOf(from),
  to: parserOf(to),
};

export const loadAuditParams = createLoader(auditParams);
