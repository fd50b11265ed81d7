import { LinkRequest } from '@/lib/api/link';
import { database } from '@/lib/http/database';
import { decidedBy } from '@/lib/http/decided-by';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { linkRegression } from '@/lib/ledger/decisions';
import type { ChangeId } from '@/lib/ledger/overrides';
import { reportRegression } from '@/lib/ledger/reports';
import { splitId } from '@/lib/measure/change';
import { type LinkEnds, linkEnds } from '@/lib/measure/link-ends';

/** Links by hand what broke: 201 with the regression's id, 400, 404 or 409 with the field at fault. */
export const POST = route(async (request) => {
  const link = await readPosted(request, LinkRequest);
  const change = splitId(link.id);
  const { mergedAt, causes } = await linkEnds(database(), change, link);
  if (mergedAt === undefined) throw unknownChange(link);
  const regressionId =
    link.causeType === 'report'
      ? await report(change, link, mergedAt)
      : await linkTo(change, link, onlyCause(link, causes, change, mergedAt));
  return reply({ id: `${change.repository}/${regressionId}` }, 201);
});

async function linkTo(change: ChangeId, link: LinkRequest, causeKey: string): Promise<string> {
  const { kind, causeType, reason } = link;
  const named = { changeKey: change.key, kind, causeType, causeKey };
  const made = await linkRegression(database(), change.repository, named, reason, decidedBy);
  if ('regressionId' in made) return made.regressionId;
  throw made.refused === 'unknown-change' ? unknownChange(link) : unknownCause(link);
}

/** The one cause that the words fit, of a time at which it can have come from the change. */
function onlyCause(
  link: LinkRequest,
  causes: LinkEnds['causes'],
  { key }: ChangeId,
  mergedAt: Date,
): string {
  const [found, second] = causes;
  if (found === undefined) throw unknownCause(link);
  if (second !== undefined) {
    throw new Failure('conflict', `More than one ${link.causeType} fits "${link.cause}".`, 'cause');
  }
  if (link.causeType !== 'change') return found.key;
  if (found.key === key) throw new Failure('conflict', 'A change cannot undo itself.', 'cause');
  if (found.at === null) {
    throw new Failure('conflict', `The change ${link.cause} is not merged.`, 'cause');
  }
  if (found.at < mergedAt) {
    throw new Failure('conflict', `The change ${link.cause} was merged before this one.`, 'cause');
  }
  return found.key;
}

async function report(
  change: ChangeId,
  { cause, reason, ...asked }: LinkRequest,
  mergedAt: Date,
): Promise<string> {
  const now = new Date();
  const on = 'on' in asked ? asked.on : undefined;
  const endOfDay = on === undefined ? now : new Date(`${on}T23:59:59.000Z`);
  if (endOfDay < mergedAt) {
    throw new Failure('conflict', 'It was not merged yet on that day.', 'on');
  }
  const at = endOfDay < now ? endOfDay : now;
  const told = { title: cause, reason, at };
  const regressionId = await reportRegression(database(), change, told, decidedBy);
  if (regressionId !== undefined) return regressionId;
  throw new Failure('conflict', 'Nothing can be reported of this change.', 'id');
}

const unknownChange = ({ id }: LinkRequest) =>
  new Failure('not-found', `There is no merged change ${id} here.`, 'id');

const unknownCause = ({ causeType, cause }: LinkRequest) =>
  new Failure('not-found', `There is no ${causeType} "${cause}" in this repository.`, 'cause');
