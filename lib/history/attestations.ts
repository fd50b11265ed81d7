import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Attestation } from '@/lib/domain/attestation';
import type { LedgerEvent } from '@/lib/domain/event';
import { type AddedLines, addedLines } from '@/lib/history/added-lines';
import { readAgentTrace, tracePath } from '@/lib/history/agent-trace';
import { askGit, fields, gitOutput, tryGit } from '@/lib/history/git';
import { readGitAi } from '@/lib/history/git-ai';
import { gitBlobs } from '@/lib/history/git-blobs';
import type { GitRepository } from '@/lib/history/open-repository';
import { findNotes, noteNotes } from '@/lib/history/record';
import { linesOf, type WrittenLines } from '@/lib/history/written-lines';
import { applyBatch } from '@/lib/ledger/apply-batch';

type Source = Attestation['source'];
type Attested = Extract<LedgerEvent, { type: 'commit.attested' }>;

const notesRef = 'refs/notes/ai';
const none = '-';
const notesAtOnce = 200;
/** Early notes hold whole conversations. */
const noteBytesAtMost = 4_000_000;
const recordsAtMost = 200_000;

/** One thing kept of commits, in the state in which the clone has it. */
interface Kept {
  source: Source;
  /** When it was written down. */
  at: string;
  /** Which commits it tells of, and which of them it tells anew. */
  shas: Map<string, { changed: boolean }>;
  read(shas: readonly string[]): Promise<Map<string, WrittenLines[]>>;
}

/**
 * Applies what tools noted down of who wrote the lines of commits that are known: git-ai's notes and
 * the agent-traces at the tip of the branch. Where neither they nor the tip have changed since the last
 * time, nothing is read. Answers with sentences on what could not be read.
 */
export async function applyAttestations(
  database: PrismaClient,
  id: number,
  repository: GitRepository,
): Promise<string[]> {
  const { folder, tip } = repository;
  const [notes = none, traces = none] = await Promise.all([
    tryGit(folder, ['rev-parse', '--verify', '--quiet', `${notesRef}^{commit}`]),
    tryGit(folder, ['rev-parse', '--verify', '--quiet', `${tip}:${tracePath}`]),
  ]);
  if (notes === none && traces === none) return [];
  // With another tip, commits may have come that were noted down before.
  const state = `${notes} ${traces} ${tip}`;
  const before = (await findNotes(database, id)) ?? '';
  if (before === state) return [];
  const [notesBefore = none, tracesBefore = none] = before.split(' ');
  const failures = new Map<Source, number>();
  const fail = (source: Source) => failures.set(source, (failures.get(source) ?? 0) + 1);
  const kept = [
    ...(notes === none ? [] : [await gitAiNotes(folder, notes, notesBefore, () => fail('git-ai'))]),
    ...(traces === none
      ? []
      : [
          await agentTraces(folder, tip, traces, traces !== tracesBefore, () =>
            fail('agent-trace'),
          ),
        ]),
  ];
  for (const one of kept) await applyKept(database, id, repository, one);
  await noteNotes(database, id, state);
  return [...failures].map(([source, count]) => {
    const what = source === 'git-ai' ? 'notes of git-ai' : 'records of agent-trace';
    return `Of the ${what}, ${count.toLocaleString('en-US')} could not be read.`;
  });
}

async function applyKept(
  database: PrismaClient,
  id: number,
  { folder, name }: GitRepository,
  { source, at, shas, read }: Kept,
): Promise<void> {
  const all = [...shas.keys()];
  for (let start = 0; start < all.length; start += notesAtOnce) {
    const page = all.slice(start, start + notesAtOnce);
    const known = await findKnown(database, id, source, page);
    const wanted = page.filter((sha) => {
      const attested = known.get(sha);
      return attested !== undefined && (!attested || shas.get(sha)?.changed);
    });
    if (wanted.length === 0) continue;
    const [written, added] = await Promise.all([read(wanted), addedLines(folder, wanted)]);
    const events = wanted.flatMap((sha): Attested[] => {
      const told = attestationOf(source, written.get(sha), added.get(sha));
      return told === undefined
        ? []
        : [{ type: 'commit.attested', repository: name, at, sha, ...told }];
    });
    if (events.length > 0) await applyBatch(database, events, { rank: 'git' });
  }
}

/** Undefined where nothing is told: a note of people's lines alone tells something, a trace does not. */
function attestationOf(
  source: Source,
  written: readonly WrittenLines[] | undefined,
  added: AddedLines | undefined,
): Attestation | undefined {
  if (written === undefined) return undefined;
  const lines = linesOf(written, added?.ranges);
  if (lines.length === 0 && (added === undefined || source !== 'git-ai')) return undefined;
  return { source, lines, ...(added === undefined ? {} : { addedLines: added.count }) };
}

const Known = z.object({ sha: z.string(), attested: z.boolean() });

/** Which of the commits belong to changes, and whether they are attested already. */
async function findKnown(
  database: PrismaClient,
  id: number,
  source: Source,
  shas: readonly string[],
): Promise<Map<string, boolean>> {
  const known = await rows(
    database,
    Known,
    Prisma.sql`
    select distinct c.sha, a.sha is not null as attested
    from change_commit c left join attestation a
      on a.repository_id = c.repository_id and a.sha = c.sha and a.source = ${source}
    where c.repository_id = ${id} and c.sha = any(${shas}::text[])`,
  );
  return new Map(known.map(({ sha, attested }) => [sha, attested]));
}

const momentOf = async (folder: string, commit: string) =>
  new Date(Number(await askGit(folder, ['show', '-s', '--format=%ct', commit])) * 1000);

async function gitAiNotes(
  folder: string,
  commit: string,
  before: string,
  fail: () => void,
): Promise<Kept> {
  const blobs = await listNotes(folder, commit);
  const isThere = (await tryGit(folder, ['cat-file', '-e', `${before}^{commit}`])) !== undefined;
  const changed = isThere ? await changedNotes(folder, before, commit) : blobs;
  return {
    source: 'git-ai',
    at: (await momentOf(folder, commit)).toISOString(),
    shas: new Map([...blobs.keys()].map((sha) => [sha, { changed: changed.has(sha) }])),
    async read(shas) {
      const written = new Map<string, WrittenLines[]>();
      const ids = shas.map((sha) => blobs.get(sha) ?? sha);
      let index = 0;
      for await (const note of gitBlobs(folder, ids, noteBytesAtMost)) {
        const told = note === undefined ? undefined : readGitAi(note);
        const sha = shas[index];
        if (told === undefined) fail();
        else if (sha !== undefined) written.set(sha, told);
        index += 1;
      }
      return written;
    },
  };
}

/** The blobs of the notes, by the commits that they are about. */
async function listNotes(folder: string, notes: string): Promise<Map<string, string>> {
  const blobs = new Map<string, string>();
  for await (const lines of fields(gitOutput(folder, ['ls-tree', '-r', '-z', notes]), '\0')) {
    for (const line of lines) {
      const [, blob, path = ''] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      const sha = shaOf(path);
      if (blob !== undefined && sha !== undefined) blobs.set(sha, blob);
    }
  }
  return blobs;
}

/** The commits whose notes are others than before. */
async function changedNotes(folder: string, before: string, notes: string): Promise<Set<string>> {
  const changed = new Set<string>();
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', before, notes];
  for await (const paths of fields(gitOutput(folder, args), '\0')) {
    for (const sha of paths.map(shaOf)) if (sha !== undefined) changed.add(sha);
  }
  return changed;
}

/** The commit of a note's path: large trees of notes are split into folders by its first digits. */
function shaOf(path: string): string | undefined {
  const sha = path.replaceAll('/', '');
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha) ? sha : undefined;
}

async function agentTraces(
  folder: string,
  tip: string,
  blob: string,
  changed: boolean,
  fail: () => void,
): Promise<Kept> {
  const written = new Map<string, WrittenLines[]>();
  let records = 0;
  for await (const lines of fields(gitOutput(folder, ['cat-file', 'blob', blob]), '\n')) {
    for (const line of lines) {
      if (line.trim() === '') continue;
      const record = records < recordsAtMost ? readAgentTrace(line) : undefined;
      records += 1;
      if (record === undefined) {
        fail();
        continue;
      }
      const ofRevision = written.get(record.revision) ?? [];
      ofRevision.push(...record.written);
      written.set(record.revision, ofRevision);
    }
  }
  return {
    source: 'agent-trace',
    at: (await momentOf(folder, tip)).toISOString(),
    shas: new Map([...written.keys()].map((sha) => [sha, { changed }])),
    read: (shas) =>
      Promise.resolve(new Map(shas.flatMap((sha) => [[sha, written.get(sha) ?? []] as const]))),
  };
}
