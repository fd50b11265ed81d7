import type { CompareAnswer } from '@/lib/api/compare';
import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import { turnText, weekText } from '@/lib/digest/digest-text';
import { type Digest, findDigest } from '@/lib/digest/digests';
import type { Turn } from '@/lib/domain/digest';
import { Filter } from '@/lib/domain/filter';
import { env } from '@/lib/env';
import { compare } from '@/lib/measure/compare';
import { settings } from '@/lib/measure/settings';
import { weekly } from '@/lib/measure/weekly';
import { outgoing } from '@/lib/outgoing';
import { Problem } from '@/lib/problem';

/** What there is to tell, and what is remembered once it was told. */
interface News {
  text: string;
  told: { toldWeek?: Date; toldTurn?: Turn };
}

/**
 * Sends what a digest has not told yet: a week that is whole, a turn of the comparison. What cannot be
 * sent is thrown, noted on its page, and told the next time.
 * @returns how many messages went out.
 */
export async function sendDigest(database: PrismaClient, id: number): Promise<number> {
  const digest = await findDigest(database, id);
  if (digest === undefined) return 0;
  const news = [await week(database, digest), await turn(database, digest)].filter(
    (one) => one !== undefined,
  );
  for (const { text, told } of news) await send(database, digest, text, told);
  return news.length;
}

/** Sends the newest whole week, told or not, so that one sees whether it arrives. */
export async function tryDigest(
  database: PrismaClient,
  digest: Digest,
  triedBy: string,
): Promise<void> {
  // Whether it arrives or not: something goes out.
  await noteInAudit(database, {
    decidedBy: triedBy,
    action: 'test-digest',
    repository: null,
    subject: `digest ${digest.id}`,
    reason: '',
    after: { host: digest.address.host },
  });
  const answer = await weekly(database, aboutOf(digest));
  await send(database, digest, weekText(answer, env().AFTERMERGE_URL), {});
}

/** What it tells of, as a filter: everything where it names no repository. */
const aboutOf = ({ repositories }: Digest) =>
  repositories.length === 0 ? {} : { repository: repositories };

async function week(database: PrismaClient, digest: Digest): Promise<News | undefined> {
  if (!digest.parts.includes('week')) return undefined;
  const answer = await weekly(database, aboutOf(digest));
  const from = answer.week?.from;
  if (from === undefined || from <= (digest.toldWeek ?? '')) return undefined;
  return {
    text: weekText(answer, env().AFTERMERGE_URL),
    told: { toldWeek: new Date(`${from}T00:00:00Z`) },
  };
}

async function turn(database: PrismaClient, digest: Digest): Promise<News | undefined> {
  if (!digest.parts.includes('turn')) return undefined;
  const { windowDays: window, kinds: kind } = (await settings(database)).settings.counting;
  const answer = await compare(database, Filter.parse({ ...aboutOf(digest), window, kind }));
  const now = turnOf(answer);
  if (now === digest.toldTurn) return undefined;
  return { text: turnText(now, answer.sentence, env().AFTERMERGE_URL), told: { toldTurn: now } };
}

/** Only the always-valid interval may say so to somebody who is told as soon as it does. */
export function turnOf({ alwaysValid }: Pick<CompareAnswer, 'alwaysValid'>): Turn {
  const { lower, upper } = alwaysValid?.ratio ?? { lower: null, upper: null };
  if (lower !== null && lower > 1) return 'higher';
  return upper !== null && upper < 1 ? 'lower' : 'open';
}

async function send(
  database: PrismaClient,
  { id, address }: Digest,
  text: string,
  told: News['told'],
): Promise<void> {
  try {
    const { status } = await outgoing(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      timeoutMs: 10_000,
      bytesAtMost: 64 * 1024,
    });
    if (status < 200 || status > 299) throw new Problem(`${address.host} answered ${status}.`);
    await database.digest.updateMany({
      where: { id },
      data: { ...told, sentAt: new Date(), failure: null },
    });
  } catch (error) {
    const failure =
      error instanceof Problem ? error.message : `${address.host} could not be reached.`;
    await database.digest.updateMany({ where: { id }, data: { failure } });
    throw new Problem(failure);
  }
}
