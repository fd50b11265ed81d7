import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is at hand, for those who write down where something came from. */
export interface PresentRequest {
  /** What the log has it under, and the answer tells: `x-request-id`. */
  id: string;
  /** The address that it came from; undefined where that is not known. */
  address: string | undefined;
}

const storage = new AsyncLocalStorage<PresentRequest>();

/** Does the work of a request, which can be asked for everywhere within. */
export function duringRequest<Answer>(request: PresentRequest, work: () => Answer): Answer {
  return storage.run(request, work);
}

/** The request that is at hand; undefined in commands and in background work. */
export const presentRequest = () => storage.getStore();
