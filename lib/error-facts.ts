/** Text in double quotes: what PostgreSQL quotes behind one of these words is of the schema, and nobody's. */
const quoted =
  /(\b(?:relation|constraint|column|table|index|function|sequence) "\w+"(?!\w))|"(?:[^"\\]|\\.)*(?:"|$)/g;

/** Values stand in quotes, in brackets behind an equals sign or a row, in addresses, and around an @. */
const values: readonly [RegExp, string][] = [
  [/(?<!\w)'(?:[^'\\]|\\.)*(?:'|$)/g, '…'],
  [/(=|\bcontains) ?\([^)]*(?:\)|$)/g, '$1 …'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)\S+/gi, '$1…'],
  [/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, '…'],
];

const lengthAtMost = 2_000;

/** The beginning of a text, with … for the values that it tells: they may be somebody's. */
export function withoutValues(text: string): string {
  const unquoted = text
    .slice(0, lengthAtMost)
    .replace(quoted, (_, ofSchema: string | undefined) => ofSchema ?? '…');
  return values.reduce((left, [value, mark]) => left.replace(value, mark), unquoted);
}

/** What the log says of something that was thrown. */
export interface ErrorFacts {
  type: string;
  message: string;
  /** Of the driver, of Prisma or of Node. */
  code?: string;
  /** What the page of a failed request shows. */
  digest?: string;
  stack?: string;
  cause?: ErrorFacts;
}

const causesAtMost = 4;

/**
 * Name, code, words without values, and where. Nothing else: a driver's error carries the row and the
 * statement, a host's the request with its token.
 */
export function errorFacts(thrown: unknown, depth = 0): ErrorFacts {
  if (!(thrown instanceof Error)) {
    const message = typeof thrown === 'string' ? withoutValues(thrown) : '';
    return { type: typeof thrown, message };
  }
  const { name, message, stack = '', cause } = thrown;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const causes = cause !== undefined && depth < causesAtMost;
  return {
    type: name,
    message: withoutValues(message),
    ...('code' in thrown && isWord(thrown.code) ? { code: thrown.code } : {}),
    ...('digest' in thrown && isWord(thrown.digest) ? { digest: thrown.digest } : {}),
    ...(frames.length > 0 ? { stack: frames.join('\n') } : {}),
    ...(causes ? { cause: errorFacts(cause, depth + 1) } : {}),
  };
}

const isWord = (said: unknown): said is string =>
  typeof said === 'string' && /^[\w.-]{1,60}$/.test(said);
