import type { Mention } from '@/lib/linking/mention';

/** A finished deployment to one environment and service. */
export interface SeenDeployment {
  key: string;
  sha: string;
  conclusion: 'succeeded' | 'failed';
  finishedAt: string;
  environment: string;
  service: string | null;
  url?: string | null;
}

export interface Rollback {
  /** The key of the deployment that rolled back. */
  deployment: string;
  mention: Mention;
}

/**
 * The rollbacks among the deployments of one environment and service: each put a version back that
 * had run before and is not the latest. To blame is what was first deployed after that version last
 * ran; where several versions came out since, that is less sure.
 */
export function readRollbacks(deployments: readonly SeenDeployment[]): Rollback[] {
  const rollbacks: Rollback[] = [];
  const succeeded = inOrder(deployments);
  /** Versions in the order in which each was first seen. */
  const versions: string[] = [];
  succeeded.forEach(({ key, sha, url }, at) => {
    if (!versions.includes(sha)) {
      versions.push(sha);
      return;
    }
    if (sha === versions.at(-1) || sha === succeeded[at - 1]?.sha) return;
    const ran = succeeded.findLastIndex((other, index) => index < at && other.sha === sha);
    const since = succeeded.slice(ran + 1, at);
    const culprit = since[0];
    if (culprit === undefined) return;
    rollbacks.push({
      deployment: key,
      mention: {
        kind: 'rollback',
        effect: 'undoes',
        target: { form: 'sha', key: culprit.sha },
        source: 'deployment',
        rule: 'rollback',
        matched: `deployment ${url ?? key} put ${short(sha)} back, which ${short(culprit.sha)} had replaced`,
        confidence: new Set(since.map((one) => one.sha)).size === 1 ? 'high' : 'medium',
      },
    });
  });
  return rollbacks;
}

/** What went live, in order of time; each deployment once. */
function inOrder(deployments: readonly SeenDeployment[]): SeenDeployment[] {
  const seen = new Set<string>();
  return deployments
    .filter(({ conclusion }) => conclusion === 'succeeded')
    .toSorted(
      (a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt) || compare(a.key, b.key),
    )
    .filter(({ key }) => !seen.has(key) && seen.add(key));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const short = (sha: string) => sha.slice(0, 8);
