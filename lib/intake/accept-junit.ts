import type { JunitAnswer, JunitAsk } from '@/lib/api/junit';
import type { PrismaClient } from '@/lib/db/generated/client';
import { canonicalJson } from '@/lib/domain/canonical';
import type { PostedEvent } from '@/lib/domain/event';
import type { Fault } from '@/lib/domain/fault';
import { acceptEvents } from '@/lib/intake/accept-events';
import { type JunitReport, readJunit } from '@/lib/sources/junit';
import { digestOf } from '@/lib/sources/proof';

/** The most names of tests that are kept and answered. */
const namesAtMost = 200;

/** Applies a JUnit XML report as one finished check. @returns what came of it, or what is wrong: `body` is the report. */
export async function acceptJunit(
  database: PrismaClient,
  asked: JunitAsk,
  body: Uint8Array,
  receivedAt: Date,
): Promise<JunitAnswer | Fault> {
  const { report, fault } = readJunit(body);
  if (fault) return { ...fault, path: 'body' };
  const failures = report.failures.slice(0, namesAtMost);
  const conclusion = conclusionOf(report);
  const event = {
    type: 'checks.finished',
    ...asked,
    id: idOf(asked, body),
    at: asked.at ?? receivedAt.toISOString(),
    conclusion,
    failures,
  } satisfies PostedEvent;

  const [outcome] = await acceptEvents(database, [{ value: event }], receivedAt);
  if (outcome?.result === 'accepted' || outcome?.result === 'duplicate') {
    const flaky = report.flaky.slice(0, namesAtMost);
    return { ...report, result: outcome.result, conclusion, failures, flaky };
  }
  return outcome?.result === 'rejected'
    ? { path: outcome.path, reason: outcome.reason }
    : { path: '', reason: 'could not be applied' };
}

/** A report of which no test ran says nothing of the commit. */
function conclusionOf({ passed, failed }: JunitReport) {
  if (failed > 0) return 'failed';
  return passed > 0 ? 'passed' : 'skipped';
}

/** The same report of the same commit, posted again, is known by its bytes: its moment may be our own. */
function idOf({ sha, name, at }: JunitAsk, body: Uint8Array): string {
  const told = canonicalJson([sha, name, at ?? null, digestOf(body)]);
  return `junit:${digestOf(new TextEncoder().encode(told))}`;
}
