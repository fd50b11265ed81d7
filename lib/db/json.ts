const unstorable = /[\0\p{Surrogate}]/u;

/**
 * A value as JSON text that PostgreSQL can store: NUL and lone surrogates, which its text cannot
 * hold, become U+FFFD. The raw bytes of a delivery keep what was really sent.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  );
}

/** One text without what PostgreSQL cannot store. */
export function storableText(text: string): string {
  return unstorable.test(text) ? text.toWellFormed().replaceAll('\0', '\uFFFD') : text;
}
