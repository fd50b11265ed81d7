import { Failure } from '@/lib/http/failure';

/** There is nothing to be told of, or done with, a repository of that name. */
export const unknownRepository = (name: string) =>
  new Failure('not-found', `There is no repository ${name} here.`, 'name');
