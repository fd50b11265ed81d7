export function withLock<Answer>(
  folder: string,
  name: string,
  work: () => Promise<Answer>,
): Promise<Answer>;
export function hash(...texts: (string | Uint8Array)[]): string;
