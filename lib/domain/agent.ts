/** The coding agents whose name is not their slug with capitals, by slug. */
const names: Readonly<Record<string, string>> = {
  'amazon-q': 'Amazon Q',
  'claude-code': 'Claude Code',
  copilot: 'GitHub Copilot',
  'gemini-cli': 'Gemini CLI',
  'gitlab-duo': 'GitLab Duo',
  'mistral-vibe': 'Mistral Vibe',
  opencode: 'opencode',
  openhands: 'OpenHands',
  'qwen-code': 'Qwen Code',
  v0: 'v0',
};

/** An agent's name as people write it; a slug that nobody named is shown in capitals. */
export function agentName(slug: string): string {
  return (
    names[slug] ??
    slug
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ')
  );
}
