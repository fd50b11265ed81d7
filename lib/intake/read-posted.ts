import { jsonOf } from '@/lib/domain/json';

/** One thing that was posted: a value to be read as an event, or why it is none. */
export type Posted = { value: unknown; unreadable?: never } | { unreadable: string; value?: never };

const lineTypes: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
]);

/**
 * What a body posts: one event, an array of them, or one a line. Lines are told by the content type
 * or by what the body looks like, because curl names a form's type unless told otherwise.
 * A text instead of a list says why the body as a whole is not understood.
 */
export function readPosted(body: Uint8Array, contentType: string | null): Posted[] | string {
  const text = textOf(body);
  if (text === undefined) return 'The body is not UTF-8.';
  if (text.trim() === '')
    return 'The body is empty: send an event, an array of them, or one a line.';
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (lineTypes.has(type)) return readLines(text);
  const whole = parse(text);
  if (whole.unreadable !== undefined) {
    return startsWithEvent(text) ? readLines(text) : `The body is ${whole.unreadable}.`;
  }
  if (!Array.isArray(whole.value)) return [whole];
  if (whole.value.length === 0) return 'The array is empty: send at least one event.';
  return whole.value.map((value: unknown) => ({ value }));
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

const readLines = (text: string) => linesOf(text).map(parse);

function startsWithEvent(text: string): boolean {
  const lines = linesOf(text);
  const first = parse(lines[0] ?? '').value;
  return lines.length > 1 && typeof first === 'object' && first !== null && !Array.isArray(first);
}

function parse(text: string): Posted {
  try {
    return { value: jsonOf(text) };
  } catch (error) {
    const detail = error instanceof Error ? `: ${error.message.slice(0, 200)}` : '';
    return { unreadable: `not JSON${detail}` };
  }
}
