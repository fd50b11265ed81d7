import * as z from 'zod/mini';

/** How an agent is written in addresses: `claude-code`. */
export const AgentId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'an agent is written like claude-code'));

/** The agents by slug, with the names that people know them by. `other` is one that signs unnamed. */
export const agentNames = {
  aider: 'aider',
  'amazon-q': 'Amazon Q Developer',
  amp: 'Amp',
  bolt: 'Bolt',
  'claude-code': 'Claude Code',
  'claude-flow': 'claude-flow',
  cline: 'Cline',
  codegen: 'Codegen',
  codex: 'Codex',
  continue: 'Continue',
  copilot: 'GitHub Copilot',
  crush: 'Crush',
  cursor: 'Cursor',
  devin: 'Devin',
  'factory-droid': 'Factory Droid',
  'gemini-cli': 'Gemini CLI',
  'gitlab-duo': 'GitLab Duo',
  goose: 'goose',
  jules: 'Jules',
  junie: 'Junie',
  kiro: 'Kiro',
  lovable: 'Lovable',
  mentat: 'Mentat',
  'mistral-vibe': 'Mistral Vibe',
  opencode: 'opencode',
  openhands: 'OpenHands',
  paperclip: 'Paperclip',
  'qwen-code': 'Qwen Code',
  replit: 'Replit Agent',
  roo: 'Roo Code',
  sageox: 'SageOx',
  sisyphus: 'Sisyphus',
  sweep: 'Sweep',
  tembo: 'Tembo',
  terragon: 'Terragon',
  v0: 'v0',
  warp: 'Warp',
  windsurf: 'Windsurf',
  other: 'Another agent',
} as const satisfies Record<string, string>;

export type AgentSlug = keyof typeof agentNames;

function isKnown(slug: string): slug is AgentSlug {
  return Object.hasOwn(agentNames, slug);
}

/** The name to show for an agent; the slug itself where the agent was only ever declared. */
export function agentName(slug: string): string {
  return isKnown(slug) ? agentNames[slug] : slug;
}

/** What a sender calls an agent, as a slug: `Claude Code` and `claude_code` are `claude-code`. */
export function agentSlug(declared: string): string | undefined {
  const slug = declared
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  if (slug === '') return undefined;
  const byName = Object.entries(agentNames).find(([, name]) => name.toLowerCase() === slug);
  return byName?.[0] ?? declaredAs.get(slug) ?? slug;
}

const declaredAs: ReadonlyMap<string, AgentSlug> = new Map([
  ['claude', 'claude-code'],
  ['github-copilot', 'copilot'],
  ['openai-codex', 'codex'],
  ['codex-cli', 'codex'],
  ['google-jules', 'jules'],
  ['devin-ai', 'devin'],
  ['roo-code', 'roo'],
  ['amazon-q-developer', 'amazon-q'],
  ['replit-agent', 'replit'],
  ['gemini', 'gemini-cli'],
  ['droid', 'factory-droid'],
  ['qwen', 'qwen-code'],
  ['qwen-coder', 'qwen-code'],
]);
