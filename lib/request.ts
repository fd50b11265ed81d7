import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is at hand, for those who write down where something came from. */
export interface PresentRequest {
  /** What the log has it under, and the answer tells: `x-request-id`. */
  id: string;
  /** The address that it came from; undefined where that is not known. */
  address: string | undefined;
  /** Who it is from, once that is known. */
  from?: { personId: string } | { tokenId: number };
}

declare global {
  /** Next loads routes as separate bundles, and what one keeps for all must find the others' requests. */
  var aftermergeRequests: AsyncLocalStorage<PresentRequest> | undefined;
}

function storage(): AsyncLocalStorage<PresentRequest> {
  globalThis.aftermergeRequests ??= new AsyncLocalStorage();
  return globalThis.aftermergeRequests;
}

/** Does the work of a request, which can be asked for everywhere within. */
export function duringRequest<Answer>(request: PresentRequest, work: () => Answer): Answer {
  return storage().run(request, work);
}

/** The request that is at hand; undefined in commands and in background work. */
export const presentRequest = () => storage().getStore();

/** Says who the request at hand is from; nothing where there is none. */
export function knowWhoAsks(from: NonNullable<PresentRequest['from']>): void {
  const request = presentRequest();
  if (request !== undefined) request.from = from;
}
