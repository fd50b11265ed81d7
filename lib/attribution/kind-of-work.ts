import type { KindOfWork } from '@/lib/domain/change';

export interface KindOfWorkInput {
  title: string;
  branch?: string;
  labels: readonly string[];
  paths?: readonly string[];
}

const byWord: ReadonlyMap<string, KindOfWork> = new Map([
  ...['feat', 'feature', 'features', 'enhancement', 'perf'].map((w) => [w, 'feature'] as const),
  ...['fix', 'bugfix', 'hotfix', 'bug', 'security'].map((w) => [w, 'fix'] as const),
  ...['refactor', 'refactoring', 'cleanup'].map((w) => [w, 'refactor'] as const),
  ...['docs', 'doc', 'documentation'].map((w) => [w, 'docs'] as const),
  ...['test', 'tests', 'testing', 'e2e'].map((w) => [w, 'tests'] as const),
  ...['deps', 'dependencies', 'dependency', 'dependabot', 'renovate'].map(
    (w) => [w, 'dependencies'] as const,
  ),
  ...['chore', 'ci', 'build', 'style', 'release', 'infra'].map((w) => [w, 'chore'] as const),
  ['revert', 'revert'],
]);

const conventional = /^([a-z]+)(?:\(([^)]{0,60})\))?!?:/i;
const dependencyUpdate = /^(?:bump|update dependenc)/i;
const documentation = /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc)$|(?:^|\/)(?:license|changelog)$/i;
const tests = /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.[a-z]+$/i;

/** What sort of work a change is: by its title's prefix, labels, branch prefix, and paths, in turn. */
export function judgeKindOfWork(input: KindOfWorkInput): KindOfWork {
  return (
    fromTitle(input.title) ??
    first(input.labels.map((label) => label.toLowerCase().replace(/^(?:type|kind)\W+/, ''))) ??
    fromBranch(input.branch) ??
    fromPaths(input.paths ?? []) ??
    'other'
  );
}

function fromTitle(title: string): KindOfWork | undefined {
  const text = title.trimStart().slice(0, 200);
  if (/^revert\b/i.test(text)) return 'revert';
  const [, type, scope] = conventional.exec(text) ?? [];
  const byScope = scope === undefined ? undefined : byWord.get(scope.toLowerCase());
  if (byScope === 'dependencies' || byScope === 'revert') return byScope;
  if (type !== undefined) return byWord.get(type.toLowerCase());
  return dependencyUpdate.test(text) ? 'dependencies' : undefined;
}

function fromBranch(branch: string | undefined): KindOfWork | undefined {
  return first((branch ?? '').toLowerCase().split('/').slice(0, -1));
}

function first(words: readonly string[]): KindOfWork | undefined {
  for (const word of words) {
    const kind = byWord.get(word);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function fromPaths(paths: readonly string[]): KindOfWork | undefined {
  if (paths.length === 0) return undefined;
  if (paths.every((path) => tests.test(path))) return 'tests';
  if (paths.every((path) => documentation.test(path))) return 'docs';
  return undefined;
}
