const most = 20;

/** The top-level folders that paths lie in, sorted, at most 20; a file at the root has none. */
export function areasOf(paths: readonly string[]): string[] {
  const areas = new Set<string>();
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash > 0) areas.add(path.slice(0, slash));
  }
  return [...areas].sort().slice(0, most);
}
