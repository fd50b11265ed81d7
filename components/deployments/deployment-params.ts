import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { deploymentsQuestion } from '@/lib/api/deployments';

const { shape } = deploymentsQuestion.ask;

/** Which deployments are listed: the URL of their list. */
export const deploymentsParams = {
  from: parserOf(shape.from),
  to: parserOf(shape.to),
  repository: parserOf(shape.repository),
  team: parserOf(shape.team),
  environment: parserOf(shape.environment),
  conclusion: parserOf(shape.conclusion),
  broke: parserOf(shape.broke),
  q: parserOf(shape.q),
};

export const loadDeploymentsParams = createLoader(deploymentsParams);
