import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { incidentsQuestion } from '@/lib/api/incidents';

const { shape } = incidentsQuestion.ask;

/** Which incidents are listed: the URL of their list. */
export const incidentsParams = {
  from: parserOf(shape.from),
  to: parserOf(shape.to),
  repository: parserOf(shape.repository),
  team: parserOf(shape.team),
  severity: parserOf(shape.severity),
  state: parserOf(shape.state),
  linked: parserOf(shape.linked),
  q: parserOf(shape.q),
};

export const loadIncidentsParams = createLoader(incidentsParams);
