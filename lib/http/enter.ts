import { headers } from 'next/headers';
import { forbidden, notFound, redirect, unstable_rethrow } from 'next/navigation';
import { cache } from 'react';
import type * as z from 'zod/mini';
import { type PagePath, rules } from '@/lib/access/roles';
import { findViewer, type Viewer } from '@/lib/access/viewer';
import type { Question } from '@/lib/api/question';
import type { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';
import { refusalOf } from '@/lib/http/admit';
import { auth } from '@/lib/http/auth';
import { database } from '@/lib/http/database';
import { narrowed } from '@/lib/http/narrowed';
import { pathHeader } from '@/lib/http/security-headers';
import { toldTo } from '@/lib/http/told-to';
import { log } from '@/lib/log';

/** What a page works with, once somebody may see it. */
export interface Entered {
  viewer: Viewer;
  prisma: PrismaClient;
  /** The path that was asked for, as it stands in the address. */
  path: `/${string}`;
  /** Asks a question as its route does, of what the viewer sees alone; elsewhere nothing is found. */
  required: <Ask extends z.ZodMiniObject, Asked extends object, Told>(
    question: Asking<Ask>,
    measure: Measure<Asked, Told>,
    asked: Asked,
  ) => Promise<Told>;
  /**
   * The same for one question among others: one that fails is told in the log and left unanswered, so
   * that the page stands and its panel asks by itself.
   */
  measured: <Ask extends z.ZodMiniObject, Asked extends object, Told>(
    question: Asking<Ask>,
    measure: Measure<Asked, Told>,
    asked: Asked,
  ) => Promise<Told | undefined>;
}

type Asking<Ask extends z.ZodMiniObject> = Pick<Question<Ask, z.ZodMiniType>, 'ask' | 'path'>;
type Measure<Asked, Told> = (database: PrismaClient, asked: Asked, viewer: Viewer) => Promise<Told>;

/** Lets in whom the table of rules lets see a page; everybody else signs in, or is told that they may not. */
export async function enter(path: PagePath): Promise<Entered> {
  const viewer = await pageViewer();
  if (viewer === undefined) redirect(`/sign-in?next=${encodeURIComponent(await askedPath())}`);
  if (refusalOf(viewer, rules[`PAGE ${path}`]) !== undefined) forbidden();
  const prisma = database();
  const required: Entered['required'] = async (question, measure, asked) => {
    const seen = narrowed(question, asked, viewer.sight);
    if (seen === undefined) notFound();
    return toldTo(viewer, await measure(prisma, seen, viewer));
  };
  return {
    viewer,
    prisma,
    path: `/${new URL(await askedPath(), 'http://a.page').pathname.slice(1)}`,
    required,
    measured: (question, measure, asked) =>
      required(question, measure, asked).catch((error: unknown) => {
        unstable_rethrow(error);
        log().error({ err: error, page: path, question: question.path }, 'a question failed');
        return undefined;
      }),
  };
}

/** Who looks at a page, looked up once for all of its parts; undefined for nobody. */
export const pageViewer = cache(async (): Promise<Viewer | undefined> => {
  const asked = new Headers(await headers());
  // Tokens are for tools, which read the API.
  asked.delete('authorization');
  const viewer = await findViewer(database(), auth(), asked, env().AFTERMERGE_OPEN === '1');
  return viewer !== undefined && 'refused' in viewer ? undefined : viewer;
});

const askedPath = async () => (await headers()).get(pathHeader) ?? '/';
