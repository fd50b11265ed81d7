import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { trustQuestion } from '@/lib/api/trust';

const { shape } = trustQuestion.ask;

/** Where trust is looked at: the URL of its page. */
export const trustParams = {
  repository: parserOf(shape.repository),
  team: parserOf(shape.team),
  agent: parserOf(shape.agent),
  from: parserOf(shape.from),
  to: parserOf(shape.to),
  window: parserOf(shape.window).withDefault(30),
};

export const loadTrustParams = createLoader(trustParams);
