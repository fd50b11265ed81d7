import type { AgentSlug } from '@/lib/domain/agent';
import type { Mode } from '@/lib/domain/change';
import type { Confidence } from '@/lib/domain/evidence';

/**
 * How an identity is recognised, never by the name of a person. A login without `id` must be one that
 * hosts keep for apps (`…[bot]`) or come from a host that says `bot`.
 */
export type Identity =
  | { email: string }
  | { login: string; id?: number; botOnly?: true }
  | { loginPattern: RegExp }
  | { namePattern: RegExp };

interface Common {
  /** Stable: stored with the evidence. */
  rule: string;
  agent: AgentSlug;
  confidence: Confidence;
}

/** An `account` opens pull requests and authors commits; a `co-author` is named by a trailer. */
export interface IdentityMark extends Common {
  found: 'account' | 'co-author';
  match: Identity;
  /** `reviews`: it suggests to authors, so as a co-author it tells nothing of who wrote. */
  meaning: 'writes' | 'reviews';
  /** Moments of commit between which the mark was also left without the agent's work. */
  doubtful?: { from: string; until: string };
}

/** A `line` stands in a commit message or a description; a `description` line only in the latter. */
export interface TextMark extends Common {
  found: TextPlace;
  pattern: RegExp;
  /** What evidence calls the place. */
  source: 'trailer' | 'footer' | 'session' | 'body' | 'branch' | 'label';
  /** `autonomous`: only a change that the agent opened carries it, whosever account it used. */
  mode: Mode;
}

export type TextPlace = 'line' | 'description' | 'branch' | 'label';

/** What an attestation calls an agent, where that is not the agent's own name. */
export interface NoteMark {
  found: 'note';
  tool: string;
  agent: AgentSlug;
}

export type Mark = IdentityMark | TextMark | NoteMark;

type Writer = { email: string } | { login: string; id?: number };

/** An identity of an agent's own: it writes, as an author and as a co-author. */
function writes(agent: AgentSlug, ...identities: readonly Writer[]): IdentityMark[] {
  return identities.flatMap((match) => {
    const rest = { agent, match, meaning: 'writes', confidence: 'high' } as const;
    const name = 'email' in match ? match.email : match.login;
    return [
      { ...rest, found: 'account', rule: `${agent}-account:${name}` },
      { ...rest, found: 'co-author', rule: `${agent}-co-author:${name}` },
    ] as const;
  });
}

/** The same identity twice over: an author when it opens or commits, a reviewer when it is thanked. */
function writesButReviewsAsCoAuthor(
  agent: AgentSlug,
  ...logins: readonly string[]
): IdentityMark[] {
  return logins.flatMap((login) => [
    account(agent, { login }),
    {
      found: 'co-author',
      agent,
      match: { login },
      meaning: 'reviews',
      confidence: 'low',
      rule: `${agent}-suggestion:${login}`,
    } as const,
  ]);
}

function account(agent: AgentSlug, match: Identity, rule = 'account'): IdentityMark {
  const name = 'login' in match ? match.login : rule;
  return {
    found: 'account',
    agent,
    match,
    meaning: 'writes',
    confidence: 'high',
    rule: `${agent}-account:${name}`,
  };
}

function coAuthor(agent: AgentSlug, match: Identity, rule: string): IdentityMark {
  return { found: 'co-author', agent, match, meaning: 'writes', confidence: 'high', rule };
}

function line(
  agent: AgentSlug,
  source: 'trailer' | 'footer' | 'session',
  pattern: RegExp,
  confidence: Confidence = 'high',
): TextMark {
  return {
    found: 'line',
    agent,
    source,
    pattern,
    confidence,
    mode: 'paired',
    rule: `${agent}-${source}`,
  };
}

function description(agent: AgentSlug, pattern: RegExp, mode: Mode = 'autonomous'): TextMark {
  const rule = `${agent}-description`;
  return { found: 'description', agent, source: 'body', pattern, confidence: 'high', mode, rule };
}

function branch(agent: AgentSlug, pattern: RegExp, confidence: Confidence = 'medium'): TextMark {
  const rule = `${agent}-branch`;
  return {
    found: 'branch',
    agent,
    source: 'branch',
    pattern,
    confidence,
    mode: 'autonomous',
    rule,
  };
}

function note(agent: AgentSlug, ...tools: readonly string[]): NoteMark[] {
  return tools.map((tool) => ({ found: 'note', tool, agent }));
}

/** A footer that names the agent: linked, or bare; a name that is a common word must end the line. */
function footer(agent: AgentSlug, names: string, common = false): TextMark {
  const end = common ? '(?:\\]|[.!]?$)' : '(?:$|[^\\w-])';
  const named = `\\[?(?:${names})${end}`;
  return line(agent, 'footer', new RegExp(`^[\\W_]{0,6}Generated (?:with|by) ${named}`, 'i'));
}

/** `Assisted-by: agent:model`; people are thanked by the same trailer, so the name alone is not enough. */
function assistedBy(agent: AgentSlug, name: string): TextMark {
  return line(
    agent,
    'trailer',
    new RegExp(
      `^Assisted-by\\s*:\\s*(?:${name})(?:[ -]v?\\d[\\w.-]{0,20})?\\s*(?:$|[:(]\\s*\\S)`,
      'i',
    ),
  );
}

/**
 * The marks that agents leave, one row a mark. Patterns have no look-around and no back-reference, so
 * that an engine with guaranteed linear time could run them. Sources: the tools' own documentation
 * and settings, and the commits of public repositories in which each was seen.
 */
export const marks: readonly Mark[] = [
  // Claude Code signs with a trailer and a footer; the model in the name varies, the address does not.
  ...writes(
    'claude-code',
    { email: 'noreply@anthropic.com' },
    { email: 'claude@anthropic.com' },
    { email: 'noreplyanthropic.com' },
    // The action's commits may carry github-actions' id, so the login decides.
    { login: 'claude[bot]' },
  ),
  footer('claude-code', 'Claude(?: Code)?'),
  line(
    'claude-code',
    'session',
    /^(?:Claude-Session:\s*https?:\/\/|https:\/\/claude\.ai\/code\/session_)/i,
  ),
  line('claude-code', 'trailer', /^Authored[ -]with:?\s+Claude(?: Code)?\.?$/i),
  line(
    'claude-code',
    'trailer',
    /^Co-authored-by\s*:\s*Claude (?:Code|Opus|Sonnet|Haiku|Fable)\b[^<@]{0,60}$/i,
  ),
  line(
    'claude-code',
    'footer',
    /^This (?:PR|diff|change|commit) was (?:co-)?authored (?:with|by)(?: the)?(?: (?:help|assistance) (?:of|from))? Claude(?: Code)?\.?$/i,
    'medium',
  ),
  line('claude-code', 'trailer', /^Co-Authored-With:\s*Claude Code\b/i),
  line('claude-code', 'trailer', /^Agent-Signature:\s*claude-/i),
  line(
    'claude-code',
    'footer',
    /^(?:This (?:PR|diff|change|commit) was )?(?:co-)?authored (?:with|by)(?: the)?(?: (?:help|assistance) (?:of|from))? Claude\b/i,
    'low',
  ),
  assistedBy(
    'claude-code',
    '(?:Claude ?Code|Claude|(?:Claude[ -])?(?:Opus|Sonnet|Haiku|Fable)[ -]?\\d[\\w. -]{0,40})',
  ),
  description('claude-code', /claude\.ai\/code\/session_/i, 'paired'),
  branch('claude-code', /^claude\/./),

  // Three accounts are called Copilot: the id tells the coding agent, the CLI and the reviewer apart.
  ...writes(
    'copilot',
    { login: 'copilot', id: 198982749 },
    { login: 'copilot', id: 223556219 },
    { login: 'copilot-swe-agent[bot]' },
  ),
  account('copilot', { login: 'copilot', botOnly: true }),
  account('copilot', { login: 'copilot-swe-agent', botOnly: true }),
  {
    ...coAuthor('copilot', { email: 'copilot@github.com' }, 'copilot-co-author:editor'),
    confidence: 'medium',
    // An editor release added the trailer to every commit (microsoft/vscode#314311).
    doubtful: { from: '2026-04-22T00:00:00Z', until: '2026-05-07T00:00:00Z' },
  },
  {
    ...coAuthor('copilot', { login: 'copilot', id: 175728472 }, 'copilot-suggestion'),
    meaning: 'reviews',
    confidence: 'low',
  },
  line('copilot', 'session', /^Copilot-Session:\s*\S/i),
  line('copilot', 'session', /^Agent-Logs-Url:\s*https?:\/\/github\.com\//i),
  footer('copilot', '(?:GitHub )?Copilot'),
  assistedBy('copilot', '(?:GitHub )?Copilot'),
  branch('copilot', /^copilot\/./),

  ...writes('codex', { email: 'noreply@openai.com' }, { email: 'codex@openai.com' }),
  ...writesButReviewsAsCoAuthor('codex', 'chatgpt-codex-connector[bot]'),
  footer('codex', 'Codex'),
  line('codex', 'session', /^https:\/\/chatgpt\.com\/codex\/tasks\/task_/i),
  line(
    'codex',
    'footer',
    /^(?:This (?:PR|diff|change|commit) was )?(?:co-)?authored (?:with|by)(?: the)?(?: (?:help|assistance) (?:of|from))? Codex\b/i,
    'low',
  ),
  assistedBy('codex', '(?:OpenAI )?Codex'),
  description('codex', /chatgpt\.com\/codex\/tasks\/task_/i),
  branch('codex', /^codex\/./),
  {
    found: 'label',
    agent: 'codex',
    source: 'label',
    pattern: /^codex$/i,
    confidence: 'low',
    mode: 'autonomous',
    rule: 'codex-label',
  },

  ...writes(
    'cursor',
    { email: 'cursoragent@cursor.com' },
    { email: 'ai@cursor.sh' },
    { login: 'cursor[bot]' },
    { login: 'cursoragent', id: 199161495 },
  ),
  line('cursor', 'trailer', /^Made-with:\s*Cursor$/i),
  line('cursor', 'footer', /^[\W_]{0,6}Made with \[Cursor\]/i),
  footer('cursor', 'Cursor', true),
  assistedBy('cursor', 'Cursor'),
  description('cursor', /CURSOR_AGENT_PR_BODY_BEGIN/),
  description('cursor', /cursor\.com\/agents\/bc-/i),
  branch('cursor', /^cursor\/[\w.-]+-[0-9a-f]{4}$/),

  ...writes('devin', { login: 'devin-ai-integration[bot]' }),
  line(
    'devin',
    'session',
    /^(?:Devin session|Link to Devin (?:run|session))\W*https:\/\/app\.devin\.ai\/sessions\//i,
  ),
  footer('devin', 'Devin', true),
  description('devin', /app\.devin\.ai\/sessions\//i),
  branch('devin', /^devin\/\d{10}-/),
  branch('devin', /^devin\/./, 'low'),

  ...writes('jules', { login: 'google-labs-jules[bot]' }),
  footer('jules', 'Jules', true),
  description('jules', /PR created automatically by Jules for task/i),
  branch('jules', /^jules\/./, 'low'),
  branch('jules', /^[\w./-]{3,}-\d{18,20}$/, 'low'),

  ...writes(
    'openhands',
    { email: 'openhands@all-hands.dev' },
    { email: 'opendevin@all-hands.dev' },
    { email: 'opendevin@opendevin.ai' },
    { login: 'openhands-agent' },
  ),
  line('openhands', 'trailer', /^Co-authored-by:\s*OpenHands(?:-[\w.-]+)?$/i),
  footer('openhands', 'OpenHands'),
  branch('openhands', /^openhands-fix-(?:issue|pr)-\d+/),
  branch('openhands', /^openhands\/./),

  // aider puts itself into the author's name; as the committer it tells nothing.
  account('aider', { namePattern: /\(aider\)$/i }, 'name'),
  ...['aider@aider.chat', 'noreply@aider.chat', 'noreply@aider.dev'].map((email) =>
    coAuthor('aider', { email }, `aider-co-author:${email}`),
  ),
  footer('aider', 'aider'),
  assistedBy('aider', 'aider'),

  ...writes('amp', { email: 'amp@ampcode.com' }),
  line('amp', 'session', /^Amp-Thread-ID:\s*\S/i),
  footer('amp', 'Amp', true),

  coAuthor('crush', { email: 'crush@charm.land' }, 'crush-co-author'),
  line('crush', 'trailer', /^Assisted-by\s*:\s*.{1,80}\bvia Crush\b/i),
  assistedBy('crush', 'Crush'),
  footer('crush', 'Crush'),

  ...writes('factory-droid', { login: 'factory-droid[bot]' }),
  branch('factory-droid', /^droid\/./, 'low'),

  ...writes(
    'continue',
    { email: 'agent@continue.dev' },
    { email: 'noreply@continue.dev' },
    { login: 'continue[bot]' },
  ),
  footer('continue', 'Continue', true),
  branch('continue', /^continue\/./, 'low'),

  ...writes('roo', { email: 'roomote@roocode.com' }),
  ...writesButReviewsAsCoAuthor('roo', 'roomote[bot]', 'roomote-v0[bot]'),
  branch('roo', /^roomote\/./),

  ...writes(
    'cline',
    { login: 'cline-cloud[bot]' },
    { email: 'cline-agent@users.noreply.github.com' },
  ),

  // opencode@sst.dev is a release bot and is not here.
  ...writes('opencode', { email: 'noreply@opencode.ai' }, { login: 'opencode-agent[bot]' }),
  footer('opencode', 'opencode'),
  assistedBy('opencode', 'opencode'),
  branch('opencode', /^opencode\/./),

  coAuthor('warp', { email: 'oz-agent@warp.dev' }, 'warp-co-author'),
  coAuthor('warp', { email: 'agent@warp.dev' }, 'warp-co-author'),
  footer('warp', 'Warp', true),

  coAuthor('qwen-code', { email: 'qwen-coder@alibabacloud.com' }, 'qwen-code-co-author'),
  footer('qwen-code', 'Qwen[\\w-]*'),
  coAuthor('mistral-vibe', { email: 'vibe@mistral.ai' }, 'mistral-vibe-co-author'),
  footer('mistral-vibe', 'Mistral Vibe'),
  ...writes('junie', { email: 'junie@jetbrains.com' }, { login: 'jetbrains-junie[bot]' }),
  footer('junie', 'Junie', true),

  ...writes('replit', { email: 'agent@replit.com' }),
  line('replit', 'trailer', /^Replit-Commit-Author:\s*(?:Agent|Assistant)\b/i),

  ...writes('lovable', { login: 'gpt-engineer-app[bot]' }, { login: 'lovable-dev[bot]' }),
  ...writes('v0', { login: 'v0[bot]' }),
  branch('v0', /^v0\/[\w.-]+-[0-9a-f]{8}$/),
  ...writes('bolt', { login: 'bolt-new-by-stackblitz[bot]' }),

  ...writes('kiro', { login: 'kiro-agent[bot]' }, { login: 'kiro-agent', id: 244629292 }),
  description('kiro', /app\.kiro\.dev\/session\//i),
  footer('kiro', 'Kiro', true),
  branch('kiro', /^kiro\/./, 'low'),
  ...writes('amazon-q', { login: 'amazon-q-developer[bot]' }),
  branch('amazon-q', /^Q-DEV-issue-\d+-\d+/),

  ...writes('codegen', { login: 'codegen-sh[bot]' }),
  ...writes('tembo', { login: 'tembo[bot]' }),
  ...writes('mentat', { login: 'mentatbot[bot]' }),
  ...writes('sweep', { login: 'sweep-ai[bot]' }),
  branch('sweep', /^sweep\/./, 'low'),
  ...writes('terragon', { login: 'terragon-labs[bot]' }),
  ...writes('sisyphus', { email: 'clio-agent@sisyphuslabs.ai' }),
  // The address is its maker's own, so it only tells something as a co-author.
  coAuthor('claude-flow', { email: 'ruv@ruv.net' }, 'claude-flow-co-author'),
  ...writes('sageox', { email: 'ox@sageox.ai' }),
  ...writes('paperclip', { email: 'noreply@paperclip.ing' }),
  account('gitlab-duo', { loginPattern: /^duo-developer(?:-[\w.-]+)?$/i }, 'service-account'),
  branch('gitlab-duo', /^workloads\/[0-9a-f]{8,}$/),

  footer('gemini-cli', 'Gemini(?: CLI)?'),
  assistedBy('gemini-cli', 'Gemini(?:[ -]CLI| [\\d.]+ (?:Pro|Flash))?'),
  // People and its own service sign so by hand; without an address it is only a mention.
  line(
    'gemini-cli',
    'trailer',
    /^(?:Signed-off-by|Co-authored-by)\s*:\s*Gemini(?: CLI| [\d.]+[\w .-]{0,40})?\s*(?:<|$)/i,
    'low',
  ),
  footer('goose', 'goose', true),
  footer('windsurf', 'Windsurf', true),

  // Agents that projects run for themselves.
  ...writes(
    'other',
    { email: 'turso-agent@noreply' },
    { login: 'ai-sdk-factory[bot]' },
    { login: 'open-agents-bot[bot]' },
    { login: 'openharness[bot]' },
    { login: 'codebeaver-ai[bot]' },
  ),

  // Cross-tool trailers: an agent was there, which one they need not say.
  line(
    'other',
    'trailer',
    /^Assisted-by\s*:\s*(?:OpenAI|ChatGPT|GPT|GLM|DeepSeek|Grok|Qwen|Kimi[ -]K\d+)(?:$|[^a-z])/i,
    'medium',
  ),
  line('other', 'trailer', /^Executed-By:\s*[\w.-]+\/(?:crew|polecats)\/[\w.-]+$/i, 'medium'),
  line('other', 'trailer', /^Assisted-by\s*:\s*[\w.+-]+:[\w.+-]/i, 'medium'),
  line('other', 'session', /^Entire-(?:Checkpoint|Session|Agent):\s*\S/i, 'medium'),

  // As git-ai's presets call the tools that write with it.
  ...note('claude-code', 'claude'),
  ...note('copilot', 'github-copilot'),
  ...note('gemini-cli', 'gemini'),
  ...note('continue', 'continue-cli'),
  ...note('factory-droid', 'droid'),
];

/**
 * Accounts that are neither people nor coding agents, besides every other `…[bot]` login and every
 * account that its host calls a bot.
 */
export const automationAccounts: readonly Identity[] = [
  ...[
    'action@github.com',
    'actions@github.com',
    'github-actions@github.com',
    'noreply@github.com',
    'support@dependabot.com',
    'bot@renovateapp.com',
    'renovate@whitesourcesoftware.com',
    'snyk-bot@snyk.io',
    'support@greenkeeper.io',
    'semantic-release-bot@martynus.net',
    'bot@goreleaser.com',
    'bors@rust-lang.org',
    'dotnet-bot@dotnetfoundation.org',
    'dotnet-bot@microsoft.com',
    'dn-bot@microsoft.com',
    'opencode@sst.dev',
    'oss-security-bot@microsoft.com',
    // Written without a domain by its owners.
    'merlinbot',
    'pytestbot@gmail.com',
    'hosted@weblate.org',
    'noreply@weblate.org',
  ].map((email) => ({ email })),
  ...[
    'web-flow',
    'github-actions',
    'dependabot',
    'dependabot-preview',
    'renovate',
    'renovate-bot',
    'greenkeeperio-bot',
    'snyk-bot',
    'semantic-release-bot',
    'dotnet-bot',
    'dotnet-maestro-bot',
    'facebook-github-bot',
    'pytestbot',
    'pytorchbot',
    'pytorchmergebot',
    'gemini-cli-robot',
    'langfuse-bot',
    'ghostty-vouch',
    'microsoft-github-operations',
    'microsoft-playwright-automation',
    'goreleaserbot',
    'k8s-ci-robot',
    'transifex-integration',
    'crowdin-bot',
    'weblate',
    'bors',
    'homu',
    'marge-bot',
    'allcontributors',
    'imgbot',
    'stainless-bot',
    'stainless-app',
  ].map((login) => ({ login })),
  // GitLab's project and group access tokens.
  { loginPattern: /^(?:project|group)_\d+_bot(?:_[0-9a-f]+)?$/ },
];
