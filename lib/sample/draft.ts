import type { Account } from '@/lib/domain/change';
import { agentMarks, type PairedMarks, updaters } from '@/lib/sample/marks';
import { agentArrivals, plantedRates, type SampleAgent } from '@/lib/sample/planted-rates';
import type { Random } from '@/lib/sample/random';
import type { SampleRepository } from '@/lib/sample/repositories';
import { drawUpdate, drawWork, type Work } from '@/lib/sample/work';

/** A change before it is opened: what it does, the marks of who wrote it, and its true rate. */
export interface Draft {
  /** Who really wrote it. Only the marks below reach the events. */
  authorship: keyof typeof plantedRates.authorship;
  agent?: SampleAgent;
  /** The probability that it regresses within the planted window. */
  rate: number;
  work: Work;
  opener: Account;
  branch: string;
  body: string;
  labels: string[];
  /** One a commit, the oldest first. */
  commits: { author: Account; message: string }[];
}

/** A neutral account: a role's number, nobody's name. */
function member(number: number): Account {
  const login = `dev-${number}`;
  return { login, name: login, email: `${login}@sample.example` };
}

export function teamMember({ team: [first, last] }: SampleRepository, random: Random): Account {
  return member(random.whole(first, last));
}

/**
 * Draws a change at a point of the organisation's time, 0 to 1: agents come slowly, then fast, and
 * sooner to repositories with an appetite for them.
 */
export function drawDraft(repository: SampleRepository, progress: number, random: Random): Draft {
  const agent = repository.agentAppetite * (0.02 + 0.36 * risen(progress, 0.55, 0.12));
  const assisted = 0.04 + 0.2 * risen(progress, 0.45, 0.15);
  const draw = random.weighted([
    [drawByAgent, agent],
    [drawAssisted, assisted],
    [drawByAutomation, 0.07],
    [drawByHuman, Math.max(0, 0.93 - agent - assisted)],
  ]);
  return draw(repository, progress, random);
}

/** A logistic rise from 0 to 1. */
function risen(progress: number, middle: number, width: number): number {
  return 1 / (1 + Math.exp((middle - progress) / width));
}

function drawByHuman(repository: SampleRepository, _: number, random: Random): Draft {
  const work = drawWork(repository, 'human', random);
  const opener = teamMember(repository, random);
  return {
    authorship: 'human',
    rate: plantedRates.authorship.human,
    work,
    opener,
    branch: `${work.branch}-${random.hex(3)}`,
    body: bodyOf(work, random),
    labels: work.labels,
    commits: messages(work, commitCount(random), random).map((message) => ({
      author: opener,
      message,
    })),
  };
}

/** A person's pull request, some of whose commits name the agent that helped. */
function drawAssisted(repository: SampleRepository, progress: number, random: Random): Draft {
  const { agent, marks } = drawPairing(progress, random);
  const human = drawByHuman(repository, progress, random);
  const subjects = messages(human.work, 1 + commitCount(random), random);
  const marked = random.whole(1, subjects.length - 1);
  return {
    ...human,
    authorship: 'assisted',
    agent,
    rate: plantedRates.authorship.assisted,
    commits: subjects.map((message, index) => ({
      author: human.opener,
      message: index < marked ? `${message}\n\n${marks.trailer(progress)}` : message,
    })),
  };
}

function drawByAgent(repository: SampleRepository, progress: number, random: Random): Draft {
  const agent = drawAgent(progress, random);
  const { open, paired, pairedShare } = agentMarks[agent];
  const work = drawWork(repository, 'agent', random);
  const person = teamMember(repository, random);
  const subjects = messages(work, commitCount(random), random);
  const body = bodyOf(work, random);
  const common = {
    authorship: 'agent',
    agent,
    rate: plantedRates.agent[agent],
    work,
  } as const;
  if (paired !== undefined && random.chance(pairedShare)) {
    return {
      ...common,
      opener: person,
      branch: `${work.branch}-${random.hex(3)}`,
      body: paired.footer === undefined ? body : `${body}\n\n${paired.footer}`,
      labels: work.labels,
      commits: subjects.map((subject) => ({
        author: person,
        message: `${subject}\n\n${paired.trailer(progress)}`,
      })),
    };
  }
  const opened = open(work.slug, person, random);
  return {
    ...common,
    opener: opened.opener ?? person,
    branch: opened.branch,
    body: `${body}\n\n${opened.body}`,
    labels: [...work.labels, ...(opened.labels ?? [])],
    commits: subjects.map((subject) => ({
      author: opened.author ?? person,
      message: opened.trailer === undefined ? subject : `${subject}\n\n${opened.trailer}`,
    })),
  };
}

function drawByAutomation(_: SampleRepository, __: number, random: Random): Draft {
  const work = drawUpdate(random);
  const { account, branch } = random.pick(updaters);
  return {
    authorship: 'automation',
    rate: plantedRates.authorship.automation,
    work,
    opener: account,
    branch: branch(work.slug),
    body: `Updates ${work.thing}.`,
    labels: work.labels,
    commits: [{ author: account, message: work.title }],
  };
}

/** The agents of a pair that has arrived take up their share over a quarter of the time. */
function present(progress: number): (readonly [SampleAgent, number])[] {
  return agentArrivals.flatMap(({ from, agents }) => {
    const grown = from === 0 ? 1 : Math.min(1, Math.max(0, (progress - from) / 0.25));
    return agents.map(([agent, weight]) => [agent, weight * grown] as const);
  });
}

function drawAgent(progress: number, random: Random): SampleAgent {
  return random.weighted(present(progress));
}

function drawPairing(progress: number, random: Random): { agent: SampleAgent; marks: PairedMarks } {
  return random.weighted(
    present(progress).flatMap(([agent, weight]) => {
      const marks = agentMarks[agent].paired;
      return marks === undefined ? [] : [[{ agent, marks }, weight] as const];
    }),
  );
}

const commitCount = (random: Random) => Math.min(6, 1 + random.poisson(0.8));

const furtherWork = [
  'Address the review',
  'Fix the test',
  'Use the existing helper',
  'Name it better',
  'Cover the empty case',
  'Merge the two branches of the condition',
] as const;

function messages({ title }: Work, count: number, random: Random): string[] {
  return [title, ...Array.from({ length: count - 1 }, () => random.pick(furtherWork))];
}

const reasons = [
  'Customers asked for it.',
  'Found while working on something else.',
  'Part of the plan for this quarter.',
  'Follows what was decided in the last review.',
  'Seen in the logs of last week.',
] as const;

function bodyOf({ thing, place }: Work, random: Random): string {
  return `Concerns the ${thing} in ${place}. ${random.pick(reasons)}`;
}
