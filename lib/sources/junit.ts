import sax from 'sax';
import type { Fault } from '@/lib/domain/fault';

/** What a JUnit XML report tells of its tests. */
export interface JunitReport {
  /** Flaky ones among them: they passed in the end. */
  passed: number;
  failed: number;
  skipped: number;
  /** The full names of the tests that failed, each once. */
  failures: string[];
  /** The full names of those that failed and then passed when they were run again, each once. */
  flaky: string[];
}

/** Deeper than any tool nests its suites. */
const deepest = 100;

type Result = 'passed' | 'failed' | 'skipped' | 'flaky';

/**
 * The elements that tell how a test went. Surefire's reruns: `flaky…` stands in a test that passed in
 * the end, `rerun…` in one that never did (https://maven.apache.org/surefire, "Rerun failing tests").
 */
const results: ReadonlyMap<string, Result> = new Map([
  ['failure', 'failed'],
  ['error', 'failed'],
  ['rerunFailure', 'failed'],
  ['rerunError', 'failed'],
  ['flakyFailure', 'flaky'],
  ['flakyError', 'flaky'],
  ['skipped', 'skipped'],
]);
/** Of several that one test holds, the worst counts. */
const gravity: Record<Result, number> = { passed: 0, flaky: 1, skipped: 2, failed: 3 };

/** One test, or what went wrong in a suite outside of any. */
interface Run {
  name: string;
  result: Result;
}
interface Suite {
  name: string;
  /** Its own tests' runs, by the test's full name. */
  runs: Map<string, Result[]>;
}

/** Why a report cannot be read: where the parser stops, it stops for good. */
class Unreadable extends Error {}

/**
 * What a report says, or why it says nothing. It has no schema of its own: read is what Ant, Surefire,
 * Gradle, pytest, Jest, gotestsum and their like agree on. The caller bounds its size; entities are not
 * defined by a report, whatever it declares.
 */
export function readJunit(
  body: Uint8Array,
): { report: JunitReport; fault?: never } | { fault: Fault; report?: never } {
  try {
    return { report: countedOf(suitesOf(textOf(body))) };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: { path: '', reason: error.message } };
    throw error;
  }
}

/** By its byte order mark, else as it declares, else UTF-8. What is declared UTF-16 and can be read is not. */
function textOf(body: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200));
  const mark = { þÿ: 'utf-16be', ÿþ: 'utf-16le' }[start.slice(0, 2)];
  const [, declared = 'utf-8'] = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)/.exec(start) ?? [];
  const encoding = mark ?? (/^utf-?16/i.test(declared) ? 'utf-8' : declared);
  try {
    return new TextDecoder(encoding).decode(body).trimStart();
  } catch {
    throw new Unreadable(`is in an encoding that is not known here: ${encoding.slice(0, 40)}`);
  }
}

function suitesOf(text: string): Suite[] {
  const parser = sax.parser(true);
  const open: Suite[] = [];
  const suites: Suite[] = [];
  let depth = 0;
  let run: Run | undefined;
  const begin = (name: string) => {
    const suite = { name, runs: new Map<string, Result[]>() };
    open.push(suite);
    suites.push(suite);
  };

  parser.onerror = ({ message }) => {
    const [what = ''] = message.split('\n', 1);
    throw new Unreadable(`is not XML: ${what} in line ${parser.line + 1}`);
  };
  parser.onopentag = ({ name: element, attributes }) => {
    depth++;
    if (depth > deepest) throw new Unreadable(`nests deeper than ${deepest} elements`);
    if (depth === 1 && element !== 'testsuites' && element !== 'testsuite') {
      throw new Unreadable(`is not JUnit XML: it is a <${element.slice(0, 40)}>`);
    }
    const [name, classname] = [wordOf(attributes.name), wordOf(attributes.classname)];
    const result = results.get(element);
    if (element === 'testsuite' || element === 'testsuites') begin(name);
    else if (element === 'testcase') {
      run = { name: fullName(classname || (open.at(-1)?.name ?? ''), name), result: 'passed' };
    } else if (result !== undefined && run !== undefined) {
      if (gravity[result] > gravity[run.result]) run.result = result;
    } else if (result === 'failed') note(open.at(-1), { name: open.at(-1)?.name ?? '', result });
  };
  parser.onclosetag = (element) => {
    depth--;
    if (element === 'testsuite' || element === 'testsuites') open.pop();
    if (element !== 'testcase' || run === undefined) return;
    note(open.at(-1), run);
    run = undefined;
  };
  parser.write(text).close();
  if (suites.length === 0) throw new Unreadable('is empty');
  return suites;
}

function note(suite: Suite | undefined, { name, result }: Run): void {
  const known = name || '(no name)';
  const runs = suite?.runs.get(known);
  if (runs === undefined) suite?.runs.set(known, [result]);
  else runs.push(result);
}

const wordOf = (told: unknown) =>
  typeof told === 'string' ? told.replaceAll(/\s+/g, ' ').trim() : '';

/** A test by the class, package or file that it is in; some tools repeat that in its own name. */
function fullName(place: string, name: string): string {
  const full = place === '' || name.startsWith(place) ? name : `${place} > ${name}`;
  return full.slice(0, 500).toWellFormed();
}

function countedOf(suites: readonly Suite[]): JunitReport {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const named = { failures: new Set<string>(), flaky: new Set<string>() };
  for (const [name, all] of suites.flatMap(({ runs }) => [...runs])) {
    for (const result of wasRunAgain(all) ? ['flaky' as const] : all) {
      count[result === 'flaky' ? 'passed' : result]++;
      if (result === 'failed') named.failures.add(name);
      if (result === 'flaky') named.flaky.add(name);
    }
  }
  return { ...count, failures: [...named.failures], flaky: [...named.flaky] };
}

/**
 * Whether a test that a suite tells several times passed on a rerun, as gotestsum and Gradle write it.
 * Reruns end with the first that passes; tests of one name that are different ones seldom look so.
 */
const wasRunAgain = (all: readonly Result[]) =>
  all.length > 1 && all.at(-1) === 'passed' && all.slice(0, -1).every((one) => one === 'failed');
