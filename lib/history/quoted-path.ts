const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/**
 * A path as git prints it in a patch: as it is, or, where it holds quotes, backslashes or control
 * characters, in quotes with those escaped as in C.
 */
export function unquotedPath(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  // Only single control characters are told by number, because core.quotePath is off.
  return text
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) =>
      octal === undefined
        ? (escapes[letter] ?? letter)
        : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}
