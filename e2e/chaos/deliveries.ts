import { createHmac } from 'node:crypto';
import { type Random, seededRandom } from '@/lib/sample/random';

/** A request of a sender, complete with its proof. */
export interface Sent {
  /** The source's id. */
  source: string;
  /** The id that the delivery goes by; none for one that is to be refused. */
  id: string | undefined;
  headers: Record<string, string>;
  body: Buffer;
}

/** Where deliveries go: a source of GitHub and one of PagerDuty, with one secret. */
export interface Senders {
  github: string;
  pagerduty: string;
  secret: string;
}

const repositories = 20;
/** What PagerDuty's incidents are about. */
export const incidentRepository = 'chaos/repository-0';
const firstDay = Date.UTC(2026, 0, 1);
const minuteMs = 60_000;

/**
 * So many requests, in an order that has nothing to do with that of what they tell: pull requests with
 * their reviews, checks, deployments and reverts, and incidents. One in ten is sent twice, one in fifty is
 * signed but cannot be read, one in two hundred is signed wrongly.
 */
export function makeDeliveries(senders: Senders, count: number, seed: number): Sent[] {
  const random = seededRandom(seed);
  const distinct = Math.floor(count / 1.1);
  const sent: Sent[] = [];
  for (let number = 1; sent.length < distinct; number += 1) {
    sent.push(...tellChange(senders, number, random));
  }
  sent.length = distinct;
  while (sent.length < count) sent.push(random.pick([sent[0] ?? refused(senders, 0), ...sent]));
  return shuffled(sent, random);
}

/** Everything that is told of one pull request. */
function tellChange(senders: Senders, number: number, random: Random): Sent[] {
  const name = `chaos/repository-${number % repositories}`;
  const at = (minutes: number) =>
    new Date(firstDay + (number * 30 + minutes) * minuteMs).toISOString();
  const sha = number.toString(16).padStart(40, '0');
  const repository = { full_name: name, default_branch: 'main', updated_at: at(0) };
  const target = number - repositories;
  const isRevert = target > 0 && random.chance(0.08);
  const pull = {
    number,
    title: isRevert ? `Revert "Change ${target}"` : `Change ${number}`,
    body: isRevert ? `Reverts ${name}#${target}` : 'Reads limits anew.',
    user: { login: random.chance(0.3) ? 'copilot-swe-agent[bot]' : `person-${number % 50}` },
    head: { ref: `branch-${number}` },
    base: { ref: 'main' },
    state: 'open',
    created_at: at(0),
    updated_at: at(0),
  };
  const merged = {
    ...pull,
    state: 'closed',
    merged: true,
    updated_at: at(20),
    closed_at: at(20),
    merged_at: at(20),
    merge_commit_sha: sha,
  };
  const github = (event: string, payload: object) =>
    fromGithub(senders, `${event}-${number}`, event, JSON.stringify({ repository, ...payload }));

  const told = [
    { ...github('pull_request', { action: 'opened', pull_request: pull }) },
    fromGithub(
      senders,
      `merged-${number}`,
      'pull_request',
      JSON.stringify({ repository, action: 'closed', pull_request: merged }),
    ),
    github('check_run', {
      check_run: {
        ...{ name: 'test', head_sha: sha, status: 'completed', completed_at: at(18) },
        conclusion: random.chance(0.9) ? 'success' : 'failure',
      },
    }),
    github('pull_request_review', {
      review: { id: number, state: 'approved', user: { login: 'ann' }, submitted_at: at(10) },
      pull_request: pull,
    }),
  ];
  if (random.chance(0.2)) {
    const status = { state: random.chance(0.9) ? 'success' : 'failure', created_at: at(25) };
    const deployment = { id: number, sha, environment: 'production' };
    told.push(github('deployment_status', { deployment_status: status, deployment }));
  }
  if (random.chance(0.05)) {
    told.push(fromPagerduty(senders, number, 'triggered', at(40), sha));
    told.push(fromPagerduty(senders, number, 'resolved', at(90), sha));
  }
  if (random.chance(0.1)) {
    told.push(fromGithub(senders, `torn-${number}`, 'pull_request', '{"pull_request": {"numb'));
  }
  if (random.chance(0.025)) told.push(refused(senders, number));
  return told;
}

const signed = (secret: string, body: string) =>
  createHmac('sha256', secret).update(body).digest('hex');

function fromGithub(senders: Senders, id: string, event: string, body: string): Sent {
  return {
    source: senders.github,
    id,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${signed(senders.secret, body)}`,
    },
    body: Buffer.from(body),
  };
}

function refused(senders: Senders, number: number): Sent {
  const delivery = fromGithub(senders, `forged-${number}`, 'pull_request', '{}');
  const forged = { ...delivery.headers, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
  return { ...delivery, id: undefined, headers: forged };
}

function fromPagerduty(
  senders: Senders,
  number: number,
  status: 'triggered' | 'resolved',
  at: string,
  sha: string,
): Sent {
  const id = `incident-${number}-${status}`;
  const body = JSON.stringify({
    event: {
      id,
      event_type: `incident.${status}`,
      resource_type: 'incident',
      occurred_at: at,
      data: { id: `I${number}`, type: 'incident', status, title: `Trouble since ${sha}` },
    },
  });
  return {
    source: senders.pagerduty,
    id,
    headers: {
      'content-type': 'application/json',
      'x-webhook-id': id,
      'x-pagerduty-signature': `v1=${signed(senders.secret, body)}`,
    },
    body: Buffer.from(body),
  };
}

/** Fisher and Yates. */
function shuffled<T>(list: readonly T[], random: Random): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = random.whole(0, last);
    const [a, b] = [mixed[last], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
}
