import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { importHistory } from '@/lib/history/import-history';
import { type TestHistory, testHistories } from '@/lib/history/test-history';

const database = testDatabase();
const newHistory = testHistories();

let repositories = 0;
const request = ({ folder }: TestHistory) => {
  repositories += 1;
  return { path: folder, name: `acme/web-${repositories}` };
};

/** The attestations of a repository by sha, and what the import said at its end. */
async function attested(asked: { path: string; name: string }) {
  let notes: readonly string[] = [];
  await importHistory(database.prisma, asked, (progress) => {
    notes = progress.notes;
  });
  const { id } = await database.prisma.repository.findUniqueOrThrow({
    where: { name: asked.name },
  });
  const found = await database.prisma.attestation.findMany({ where: { repositoryId: id } });
  return {
    notes,
    bySha: Object.fromEntries(
      found.map(({ sha, facts }) => [sha, (facts as { value: unknown }).value]),
    ),
  };
}

const noteOf = (attestation: string) =>
  `${attestation}---\n${JSON.stringify({
    schema_version: 'authorship/3.0.0',
    prompts: { abcd1234abcd1234: { agent_id: { tool: 'cursor', id: '1', model: 'opus' } } },
  })}`;

const annotate = (history: TestHistory, sha: string, note: string) =>
  history.git('notes', '--ref=ai', 'add', '--force', '--message', note, sha);

const ten = Array.from({ length: 10 }, (_, index) => `line ${index}\n`).join('');

test("git-ai's notes tell the lines of each agent, and how many the commit added", async () => {
  const history = newHistory();
  const one = history.write('One', { 'my file': ten });
  const two = history.write('Two', { b: ten });
  const bare = history.write('Three', { c: ten });
  annotate(history, one, noteOf('"my file"\n  abcd1234abcd1234 1-4,9-30\n'));
  annotate(history, two, noteOf('b\n  h_1 1-10\n'));
  const { bySha, notes } = await attested(request(history));
  expect(bySha[one]).toEqual({
    source: 'git-ai',
    lines: [{ tool: 'cursor', model: 'opus', lines: 6 }],
    addedLines: 10,
  });
  expect(bySha[two]).toEqual({ source: 'git-ai', lines: [], addedLines: 10 });
  expect(bySha[bare]).toBeUndefined();
  expect(notes).toEqual([]);
});

test('changed and new notes are read at the next import, unreadable ones are counted', async () => {
  const history = newHistory();
  const one = history.write('One', { a: ten });
  const asked = request(history);
  annotate(history, one, noteOf('a\n  abcd1234abcd1234 1\n'));
  expect((await attested(asked)).bySha[one]).toMatchObject({ lines: [{ lines: 1 }] });
  annotate(history, one, noteOf('a\n  abcd1234abcd1234 1-3\n'));
  const two = history.write('Two', { b: ten });
  annotate(history, two, 'no note of git-ai');
  const { bySha, notes } = await attested(asked);
  expect(bySha[one]).toMatchObject({ lines: [{ lines: 3 }] });
  expect(notes).toEqual(['Of the notes of git-ai, 1 could not be read.']);
  expect((await attested(asked)).notes).toEqual([]);
});

test('a note that came before its commit is read once the commit has come', async () => {
  const history = newHistory();
  history.write('One', { a: ten });
  history.branch('topic');
  const two = history.write('Two', { b: ten });
  annotate(history, two, noteOf('b\n  abcd1234abcd1234 2-3\n'));
  history.main();
  const asked = request(history);
  expect((await attested(asked)).bySha).toEqual({});
  history.git('merge', '--quiet', 'topic');
  expect((await attested(asked)).bySha[two]).toMatchObject({ lines: [{ lines: 2 }] });
});

test('an agent-trace tells of the lines that its revision added, and of no others', async () => {
  const history = newHistory();
  const one = history.write('One', { 'a.ts': ten });
  const two = history.write('Two', { 'b.ts': ten });
  const record = (revision: string, path: string, last: number) =>
    JSON.stringify({
      version: '0.1.0',
      vcs: { type: 'git', revision },
      tool: { name: 'cursor' },
      files: [
        {
          path,
          conversations: [
            { contributor: { type: 'ai' }, ranges: [{ start_line: 1, end_line: last }] },
          ],
        },
      ],
    });
  const records = [record(one, 'a.ts', 3), record(one, 'a.ts', 5), record(two, 'a.ts', 5), '{'];
  history.write('Traces', { '.agent-trace/traces.jsonl': `${records.join('\n')}\n` });
  const { bySha, notes } = await attested(request(history));
  expect(bySha).toEqual({
    [one]: { source: 'agent-trace', lines: [{ tool: 'cursor', lines: 5 }], addedLines: 10 },
  });
  expect(notes).toEqual(['Of the records of agent-trace, 1 could not be read.']);
});

test('where the clone lacks the files, the note counts alone', async () => {
  const history = newHistory();
  const one = history.write('One', { a: ten });
  const blob = history.git('rev-parse', 'HEAD:a');
  rmSync(join(history.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  rmSync(join(history.folder, 'a'));
  annotate(history, one, noteOf('a\n  abcd1234abcd1234 1-4\n'));
  expect((await attested(request(history))).bySha[one]).toEqual({
    source: 'git-ai',
    lines: [{ tool: 'cursor', model: 'opus', lines: 4 }],
  });
});
