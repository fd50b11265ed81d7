import * as z from 'zod/mini';
import { cut } from '@/lib/history/cut';
import type { Range, WrittenLines } from '@/lib/history/written-lines';

const Session = z.object({
  agent_id: z.object({ tool: z.string().check(z.minLength(1)), model: z.nullish(z.string()) }),
});
const Sessions = z.nullish(z.record(z.string(), z.unknown()));
const Metadata = z.object({
  schema_version: z.string().check(z.startsWith('authorship/3.')),
  prompts: Sessions,
  sessions: Sessions,
});

const divider = /^---\r?$/m;
/** Two blanks, the session, a blank, the lines. */
const entry = /^ {2}(\S+) ([\d,-]+)\r?$/;

/**
 * What a note of git-ai says: a list of files, each with the lines of each session, then `---`, then
 * what the sessions are, as JSON (github.com/git-ai-project/git-ai, Git AI Standard 3.0.0). Lines of
 * people are left out. Undefined where it is no such note.
 */
export function readGitAi(note: string): WrittenLines[] | undefined {
  const found = divider.exec(note);
  if (found === null) return undefined;
  const metadata = Metadata.safeParse(jsonOf(note.slice(found.index + found[0].length)));
  if (!metadata.success) return undefined;
  const sessions = { ...metadata.data.prompts, ...metadata.data.sessions };
  const written: WrittenLines[] = [];
  let path = '';
  for (const line of note.slice(0, found.index).split('\n')) {
    const [, key, ranges] = entry.exec(line) ?? [];
    if (key === undefined || ranges === undefined) {
      if (!/^\s/.test(line)) path = unwrapped(line.replace(/\r$/, ''));
      continue;
    }
    // `s_…::t_…` names a session and one of its edits.
    const id = key.split('::', 1)[0] ?? key;
    const session = Session.safeParse(Object.hasOwn(sessions, id) ? sessions[id] : undefined);
    if (!session.success) continue;
    const { tool, model } = session.data.agent_id;
    written.push({
      path,
      tool: cut(tool, 200),
      ...(model ? { model: cut(model, 200) } : {}),
      ranges: ranges.split(',').flatMap(rangeOf),
    });
  }
  return written;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Paths with white space are in double quotes. */
const unwrapped = (path: string) => /^"(.*)"$/.exec(path)?.[1] ?? path;

function rangeOf(text: string): Range[] {
  const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  return first === undefined ? [] : [[Number(first), Number(last)]];
}
