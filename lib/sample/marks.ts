import type { Account } from '@/lib/domain/change';
import type { SampleAgent } from '@/lib/sample/planted-rates';
import type { Random } from '@/lib/sample/random';

/** What an agent leaves on a pull request that it opens by itself. */
interface OpenedByAgent {
  /** Absent: the pull request is opened under the login of the person who asked. */
  opener?: Account;
  branch: string;
  body: string;
  /** Absent: the commits bear the name of the person who asked. */
  author?: Account;
  /** Ends every commit's message. */
  trailer?: string;
  labels?: string[];
}

/** What stands behind a commit that a person made with an agent, and below the description. */
export interface PairedMarks {
  /** By how far the sample's time has gone, from 0 to 1: agents come in new versions. */
  trailer: (progress: number) => string;
  footer?: string;
}

interface AgentMarks {
  open(slug: string, person: Account, random: Random): OpenedByAgent;
  /** Absent for agents that only work by themselves. */
  paired?: PairedMarks;
  /** The share of its own changes that a person opens, with the agent's mark on every commit. */
  pairedShare: number;
}

const digits = (count: number, random: Random) =>
  String(random.whole(1, 9)) + Array.from({ length: count - 1 }, () => random.whole(0, 9)).join('');

const coAuthor = ({ name, email }: Account) => `Co-authored-by: ${name} <${email}>`;

/** What Claude Code called its model at the time. */
function claudeAt(progress: number): string {
  if (progress < 0.25) return 'Claude';
  if (progress < 0.6) return 'Claude Opus 4';
  return progress < 0.82 ? 'Claude Opus 4.1' : 'Claude Opus 4.5';
}

/** The marks that agents really leave, so that authorship in the sample is judged and not declared. */
export const agentMarks: Record<SampleAgent, AgentMarks> = {
  'claude-code': {
    open: (slug, _, random) => ({
      branch: `claude/${slug}-${random.hex(5)}`,
      body: '🤖 Generated with [Claude Code](https://claude.com/claude-code)',
      author: { name: 'Claude', email: 'noreply@anthropic.com' },
      trailer: `Claude-Session: https://claude.ai/code/session_${random.hex(24)}`,
    }),
    paired: {
      trailer: (progress) => `Co-Authored-By: ${claudeAt(progress)} <noreply@anthropic.com>`,
      footer: '🤖 Generated with [Claude Code](https://claude.com/claude-code)',
    },
    pairedShare: 0.55,
  },
  copilot: {
    open: (slug, person) => ({
      opener: { login: 'Copilot', bot: true },
      branch: `copilot/${slug}`,
      body: 'Opened from the issue that was assigned to Copilot.',
      author: {
        login: 'copilot-swe-agent[bot]',
        name: 'copilot-swe-agent[bot]',
        email: '198982749+Copilot@users.noreply.github.com',
      },
      trailer: coAuthor(person),
    }),
    paired: {
      trailer: () => 'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>',
    },
    pairedShare: 0.1,
  },
  codex: {
    open: (slug, _, random) => ({
      branch: `codex/${slug}`,
      body: `------\nhttps://chatgpt.com/codex/tasks/task_e_${random.hex(32)}`,
      labels: ['codex'],
    }),
    paired: { trailer: () => 'Co-authored-by: Codex <noreply@openai.com>' },
    pairedShare: 0.25,
  },
  cursor: {
    open: (slug, _, random) => ({
      branch: `cursor/${slug}-${random.hex(4)}`,
      body: `<!-- CURSOR_AGENT_PR_BODY_BEGIN -->\nDone as asked.\n<!-- CURSOR_AGENT_PR_BODY_END -->\n\nhttps://cursor.com/agents/bc-${random.hex(32)}`,
      author: { name: 'Cursor Agent', email: 'cursoragent@cursor.com' },
    }),
    paired: { trailer: () => 'Co-authored-by: Cursor <cursoragent@cursor.com>' },
    pairedShare: 0.35,
  },
  devin: {
    open: (slug, person, random) => ({
      opener: { login: 'devin-ai-integration[bot]', bot: true },
      branch: `devin/${digits(10, random)}-${slug}`,
      body: `Link to Devin run: https://app.devin.ai/sessions/${random.hex(32)}\nRequested by: @${person.login}`,
      author: {
        name: 'Devin AI',
        email: '158243242+devin-ai-integration[bot]@users.noreply.github.com',
      },
      trailer: coAuthor(person),
    }),
    pairedShare: 0,
  },
  jules: {
    open: (slug, person, random) => {
      const task = digits(19, random);
      return {
        opener: { login: 'google-labs-jules[bot]', bot: true },
        branch: `${slug}-${task}`,
        body: `PR created automatically by Jules for task [${task}](https://jules.google.com/task/${task}) started by @${person.login}`,
        author: {
          name: 'google-labs-jules[bot]',
          email: '161369871+google-labs-jules[bot]@users.noreply.github.com',
        },
        trailer: coAuthor(person),
      };
    },
    pairedShare: 0,
  },
};

/** The bots that update dependencies, with the branches they make. */
export const updaters: readonly [
  { account: Account; branch: (slug: string) => string },
  { account: Account; branch: (slug: string) => string },
] = [
  {
    account: {
      login: 'dependabot[bot]',
      name: 'dependabot[bot]',
      email: '49699333+dependabot[bot]@users.noreply.github.com',
      bot: true,
    },
    branch: (slug) => `dependabot/${slug}`,
  },
  {
    account: {
      login: 'renovate[bot]',
      name: 'renovate[bot]',
      email: '29139614+renovate[bot]@users.noreply.github.com',
      bot: true,
    },
    branch: (slug) => `renovate/${slug}`,
  },
];
