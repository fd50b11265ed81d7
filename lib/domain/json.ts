/** Deeper than anything that senders write, and shallow enough for whatever walks through it. */
const levelsAtMost = 100;

/**
 * The value of a JSON text from outside.
 * @throws SyntaxError where it is none, or nested so deep that walking through it would end the process.
 */
export function jsonOf(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`nested deeper than ${levelsAtMost} levels`);
  return JSON.parse(text);
}

/** Looks at brackets outside of strings alone, before anything is made of them. */
function isTooDeep(text: string): boolean {
  let level = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '[' || character === '{') {
      level++;
      if (level > levelsAtMost) return true;
    } else if (character === ']' || character === '}') level--;
  }
  return false;
}
