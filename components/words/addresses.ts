import { Id } from '@/lib/api/question';
import type { View } from '@/lib/api/views';

/** The address of a change, a regression, an incident or a deployment by its id, which is a path of several parts itself. */
export function addressOf(
  page: '/changes' | '/regressions' | '/incidents' | '/deployments',
  id: string,
): string {
  return `${page}/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address of a saved view. */
export function viewAddress({ path, query }: Pick<View, 'path' | 'query'>): string {
  return query === '' ? path : `${path}?${query}`;
}

/** The id that the parts of an address stand for; undefined where no id is written so. */
export function idOf(parts: readonly string[]): string | undefined {
  try {
    const id = parts.map((part) => decodeURIComponent(part)).join('/');
    return Id.safeParse(id).success ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The repository of a regression, from its id `owner/name/<uuid>`. */
export function repositoryOf(regressionId: string): string {
  return regressionId.slice(0, regressionId.lastIndexOf('/'));
}
