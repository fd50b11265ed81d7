/**
 * The id that a review system gave a change, as its message tells it: Phabricator's `D123`, or
 * Gerrit's Change-Id. By it other changes name this one where its sha differs between branches.
 */
export function readRevision(body: string): string | undefined {
  const lines = body.slice(-20_000).split('\n');
  for (const form of [
    /^\s*Differential Revision:\s*(?:https?:\/\/\S{1,200}\/)?(D\d{1,9})\s*$/i,
    /^\s*(?:Change-Id|Gerrit-Change-Id):\s*(I[0-9a-f]{40})\s*$/,
  ]) {
    const found = lines.flatMap((line) => form.exec(line)?.[1] ?? []).at(-1);
    if (found !== undefined) return found;
  }
  return undefined;
}
