import type { APIRequestContext } from '@playwright/test';
import { type Rule, rules } from '@/lib/access/roles';

/** What there is to ask for: two repositories with a change, deployment and incident each, and regressions. */
interface Known {
  own: string;
  hidden: string;
  regressions: readonly string[];
}

/** What is sensibly asked of both repositories, by the end of the path; of everything else it is a filter. */
function searchesOf(path: string, { own, hidden, regressions }: Known): readonly string[] {
  const filters = ['', `repository=${hidden}`, 'team=marked-team'];
  const either = (search: (repository: string) => string) => [own, hidden].map(search);
  const ids = regressions.map((id) => `id=${id}`);
  const by = (...groups: string[]) => groups.map((group) => `by=${group}`);
  const searches: Record<string, readonly string[]> = {
    areas: [''],
    'before-after': ['others', 'human'].flatMap((against) =>
      ['', `&repository=${own}`].map(
        (more) => `on=2026-03-02&days=30&against=${against}${more}&authorship=agent,human`,
      ),
    ),
    breakdown: by('size', 'kindOfWork', 'reviewed'),
    change: either((repository) => `id=${repository}/1`),
    cohorts: ['', `a=${encodeURIComponent(`repository=${hidden}`)}`],
    deployment: either((repository) => `id=${repository}/deploy/1`),
    'earlier-regressions': ids,
    gate: either((repository) => `repository=${repository}`),
    groups: by('agent', 'repository', 'team', 'area', 'kindOfWork', 'branch'),
    guardrail: ['id=1'],
    'guardrail-effects': [''],
    guardrails: [''],
    incident: either((repository) => `id=${repository}/team/INC-1`),
    notes: ids,
    regression: ids,
    'regression-neighbours': regressions.map((id) => `of=${id}`),
    rejudgements: [''],
    rules: [''],
    settings: [''],
    status: [''],
    views: ['path=/changes'],
    weekly: ['week=2026-03-04', `week=2026-03-04&repository=${hidden}`],
  };
  return searches[path.replace('/api/v1/', '')] ?? filters;
}

const table: [string, Rule][] = Object.entries(rules);
const readPaths = table.flatMap(([name, { scope }]) =>
  scope === 'read' || scope === 'gate' || name === 'GET /api/v1/views'
    ? [name.replace('GET ', '')]
    : [],
);
/** Every page by its place in the tree. */
export const pagePaths = table.flatMap(([name]) =>
  name.startsWith('PAGE ') ? [name.slice(5)] : [],
);

/** Everything that may be read, as somebody hears it, by what was asked. */
export async function hearAll(client: APIRequestContext, known: Known) {
  const heard = new Map<string, { status: number; text: string }>();
  for (const path of readPaths) {
    const searches = searchesOf(path, known);
    for (const [index, search] of searches.entries()) {
      const response = await client.get(`${path}?${search}`);
      heard.set(`${path} ${index}`, { status: response.status(), text: await response.text() });
    }
  }
  return heard;
}
/** All that was heard, as one text. */
export const textOf = (heard: Awaited<ReturnType<typeof hearAll>>) =>
  [...heard.values()].map(({ text }) => text).join('\n');
