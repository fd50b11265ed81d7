/** How the models of one maker are written in marks; `name` puts the parts found into one spelling. */
interface Family {
  pattern: RegExp;
  name: (parts: readonly string[]) => string;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
const dotted = (version: string) => version.replace('-', '.');
const tail = (word: string) => (word === '' ? '' : ` ${capital(word)}`);

/** A version ends where no more digits follow: `4-20250514` is version 4 of some date. */
const end = '(?:$|[^\\d.]|\\.$)';

const families: readonly Family[] = [
  {
    // As Anthropic wrote it up to 3.7: the number before the name.
    pattern: /\bclaude[ -]?v?(\d(?:[.-]\d)?)[ -](opus|sonnet|haiku)\b/i,
    name: ([version = '', model = '']) => `Claude ${capital(model)} ${dotted(version)}`,
  },
  {
    pattern: new RegExp(`\\b(opus|sonnet|haiku|fable)[ -]?v?(\\d{1,2}(?:[.-]\\d)?)${end}`, 'i'),
    name: ([model = '', version = '']) => `Claude ${capital(model)} ${dotted(version)}`,
  },
  {
    pattern: /\bgpt[ -]?(\d(?:\.\d)?o?)(?:[ -](codex|mini|nano|pro|max))?\b/i,
    name: ([version = '', kind = '']) => `GPT-${version.toLowerCase()}${tail(kind)}`,
  },
  {
    pattern: /\bgemini[ -]?(?:cli[ :]{1,2})?(\d(?:\.\d)?)(?:[ -](pro|flash|ultra))?\b/i,
    name: ([version = '', kind = '']) => `Gemini ${version}${tail(kind)}`,
  },
  {
    pattern: /\bqwen[ -]?(\d(?:\.\d)?)(?:[ -](coder|max|plus))?\b/i,
    name: ([version = '', kind = '']) => `Qwen ${version}${tail(kind)}`,
  },
  {
    pattern: /\b(glm|grok|kimi|deepseek|devstral|composer)[ -]?([kvr]?\d{1,2}(?:\.\d{1,2})?)\b/i,
    name: ([model = '', version = '']) =>
      `${makers.get(model.toLowerCase()) ?? capital(model)} ${version.toUpperCase()}`,
  },
];

const makers: ReadonlyMap<string, string> = new Map([
  ['glm', 'GLM'],
  ['deepseek', 'DeepSeek'],
]);

/** A tool that tells its own version: `openhands 0.39.1`, `Claude Code v2.1`. */
const toolVersion =
  /^\[?([A-Za-z][A-Za-z-]{1,20}(?: [A-Za-z][A-Za-z-]{1,20}){0,2})\]?[ :@-]{1,2}v?(\d{1,3}(?:\.\d{1,4}){1,3})$/;

/**
 * The model or version that the text of a mark names, in one spelling: `Claude Opus 4.1` of
 * `Co-Authored-By: Claude Opus 4.1 <noreply@anthropic.com>`. Undefined where it names none.
 */
export function agentVersion(matched: string): string | undefined {
  const said = matched
    .slice(0, 300)
    .replace(/^[\w-]{1,30}\s{0,3}:/, '')
    .replace(/<[^>]{0,200}>?/, '')
    .replace(/^[\W_]{0,6}Generated (?:with|by) /i, '')
    .replace(/\(https?:[^)]{0,200}\)/i, '')
    .trim();
  if (said.includes('://')) return undefined;
  for (const { pattern, name } of families) {
    const found = pattern.exec(said);
    if (found !== null) return name([...found].slice(1).map((part) => part ?? ''));
  }
  const tool = toolVersion.exec(said);
  return tool === null ? undefined : `${tool[1]} ${tool[2]}`;
}
