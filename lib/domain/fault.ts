import * as z from 'zod/mini';

/** What is wrong with a value: where (`commits.0.sha`; empty for the whole), and why in plain words. */
export interface Fault {
  path: string;
  reason: string;
}

/** A value read by its schema, or the first fault that was found in it. */
export function readAs<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): { value: z.output<Schema>; fault?: never } | { value?: never; fault: Fault } {
  const read = z.safeParse(schema, value, { error: reasonOf });
  return read.success ? { value: read.data } : { fault: faultOf(read.error.issues) };
}

function faultOf([issue]: readonly z.core.$ZodIssue[]): Fault {
  if (issue === undefined) return { path: '', reason: 'is not valid' };
  return { path: issue.path.map(String).join('.'), reason: issue.message };
}

function reasonOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== 'custom') return `is missing${allowed(issue)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${withArticle(issue.expected)}, not ${nameOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${choice(issue.values)}, not ${shown(issue.input)}`;
    case 'too_big':
      return `must ${bound(issue.origin)}at most ${issue.maximum}${unit(issue.origin, issue.maximum)}`;
    case 'too_small':
      return `must ${bound(issue.origin)}${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin, issue.minimum)}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? `a valid ${issue.format}`}, not ${shown(issue.input)}`;
    case 'invalid_union':
      return unionReason(issue);
    case 'unrecognized_keys':
      return `has fields that are not known here: ${issue.keys.join(', ')}`;
    default:
      return 'is not valid';
  }
}

/** What would have been right, for a value that is missing. */
function allowed(issue: z.core.$ZodRawIssue): string {
  return issue.code === 'invalid_value' ? `: give ${choice(issue.values)}` : '';
}

function unionReason(issue: z.core.$ZodInternalIssue<z.core.$ZodIssueInvalidUnion>): string {
  const { input, discriminator, options } = issue;
  if (discriminator !== undefined && Array.isArray(options)) {
    const told = Object.entries(input ?? {}).find(([name]) => name === discriminator)?.[1];
    return told === undefined
      ? `is missing: give ${choice(options)}`
      : `must be ${choice(options)}, not ${shown(told)}`;
  }
  const faults = issue.errors.map(faultOf);
  // A branch that found its field but not its value is the one that was meant.
  const meant = faults.filter(({ reason }) => !reason.startsWith('is missing'));
  return (meant.length > 0 ? meant : faults)
    .map(({ path, reason }) => (path === '' ? reason : `${path} ${reason}`))
    .join(', or ');
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'a moment with its offset like 2026-05-31T14:00:00Z',
  date: 'a date like 2026-05-31',
};

const types: Readonly<Record<string, string>> = {
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
};

const withArticle = (type: string) => types[type] ?? `a ${type}`;

function nameOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'number') return shown(input);
  return withArticle(typeof input);
}

function shown(input: unknown): string {
  if (typeof input === 'string') {
    return JSON.stringify(input.length > 60 ? `${input.slice(0, 60)}…` : input);
  }
  return typeof input === 'number' || typeof input === 'boolean' ? String(input) : nameOf(input);
}

function choice(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop() ?? 'nothing';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

const units: Readonly<Record<string, string>> = { string: 'character', array: 'entr' };
const bound = (origin: string) => (origin in units ? 'have ' : 'be ');
function unit(origin: string, count: number | bigint): string {
  const word = units[origin];
  if (word === undefined) return '';
  if (origin === 'array') return ` ${word}${Number(count) === 1 ? 'y' : 'ies'}`;
  return ` ${word}${Number(count) === 1 ? '' : 's'}`;
}
