import { createLoader, createSerializer } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { deploymentsQuestion } from '@/lib/api/deployments';
import type { Filter } from '@/lib/domain/filter';

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

const serialize = createSerializer(deploymentsParams);

/** The address of the deployments that broke something, of the filter's repositories, whenever they were. */
export function linkToBroken(filter: Filter): string {
  const { repository = null, team = null } = filter;
  return serialize('/deployments', { repository, team, broke: 'yes' });
}
