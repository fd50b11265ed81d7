/** Paths whose lines nobody writes as the product's code: what a fix changes there repairs nothing. */
const beside = [
  // Written by tools.
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|[^/]*\.lock|[^/]*\.lockb|[^/]*\.lockfile)$/i,
  /\.(?:min\.(?:js|css)|map|snap|svg|pb\.go|pb\.cc|pb\.h|g\.dart|g\.cs|designer\.cs|po|pot|csv|ipynb)$/i,
  /(?:^|\/)(?:dist|generated|__generated__|__snapshots__|gen)\/|[._-]generated\.\w+$|_pb2\.py$/i,
  // Written elsewhere.
  /(?:^|\/)(?:vendor|vendored|_vendor|third[_-]party|node_modules)\//i,
  // Words.
  /\.(?:md|mdx|rst|txt|adoc|markdown)$/i,
  /(?:^|\/)(?:docs?|documentation|changelogs?|relnotes|news|\.changeset)\//i,
  /(?:^|\/)(?:changelog|changes|history|news|readme|license|authors)(?:\.\w+)?$/i,
  // Tests follow the code: what they expected is not what broke.
  /(?:^|\/)(?:tests?|testing|__tests__|specs?|e2e|fixtures|testdata)\//i,
  /[._-](?:test|tests|spec)\.\w+$|(?:^|\/)(?:test_[^/]*|conftest)\.py$|(?:^|\/)[^/]*_test\.\w+$/i,
];

/** Whether a path holds code that a fix can repair. */
export const isSource = (path: string) => !beside.some((form) => form.test(path));

const byHash =
  /(?:\.(?:py|pyi|rb|sh|bash|zsh|fish|ya?ml|toml|pl|pm|r|exs?|mk|cmake|tf|ps1|nix|jl|cfg|conf|ini|properties|coffee|cr|nim|graphql)|(?:^|\/)(?:Makefile|Dockerfile|Gemfile|Rakefile|CMakeLists\.txt|\.\w+))$/i;
const byDashes = /\.(?:sql|lua|hs|elm|ad[bs])$/i;
const bySemicolon = /\.(?:lisp|el|cljs?|scm|asm|s|ini)$/i;

/**
 * Whether a line of a file says nothing to a machine: it is blank, holds no word, or is a comment from
 * its beginning to its end, as far as the line alone tells.
 */
export function isIdle(line: string, path: string): boolean {
  const text = line.trim();
  if (!/[\p{L}\p{N}_]/u.test(text)) return true;
  if (byHash.test(path)) return text.startsWith('#');
  if (byDashes.test(path)) return text.startsWith('--');
  if (bySemicolon.test(path)) return text.startsWith(';');
  return /^(?:\/\/|\/\*(?!.*\*\/\s*\S)|\*(?:\s|\/|$)|<!--|\{\/\*)/.test(text);
}
