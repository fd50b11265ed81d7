import { expect, test } from 'vitest';
import { type Hunk, PatchReader } from '@/lib/history/patch';

const sha = 'a'.repeat(40);

function read(patch: Buffer, piece: number) {
  const told: unknown[] = [];
  const reader = new PatchReader({
    commit: (one) => told.push(one),
    file: (path) => told.push(path),
    renamed: (from, to) => told.push([from, to]),
    hunk: ({ oldStart, oldCount, newStart, newCount }: Hunk) =>
      told.push([oldStart, oldCount, newStart, newCount]),
    line: (added, bytes, start, end) =>
      told.push(`${added ? '+' : '-'}${bytes.toString('utf8', start, end).slice(0, 80)}`),
    binary: (before, after) => told.push([before, after]),
  });
  for (let start = 0; start < patch.length; start += piece) {
    reader.read(patch.subarray(start, start + piece));
  }
  return told;
}

const patch = Buffer.from(`${sha}
diff --git a/my file b/my file
index 1111..2222 100644
--- a/my file\t
+++ b/my file\t
@@ -3,2 +3 @@ context
--- a/not a header
-@@ -1 +1 @@
\\ No newline at end of file
++++ b/neither
\\ No newline at end of file
diff --git "a/t\\tab \\"x\\"" "b/t\\tab \\"x\\""
old mode 100644
new mode 100755
diff --git a/image b/image
index 3333..4444 100644
Binary files a/image and b/image differ
diff --git a/old b/newer
similarity index 90%
rename from old
rename to "new\\\\er"
@@ -0,0 +1 @@
+${sha}
`);

test.each([1, 2, 7, 64, 100_000])('a patch is read in pieces of %d bytes', (piece) => {
  expect(read(patch, piece)).toEqual([
    sha,
    'my file',
    [3, 2, 3, 1],
    '--- a/not a header',
    '-@@ -1 +1 @@',
    '++++ b/neither',
    't\tab "x"',
    'image',
    ['3333', '4444'],
    expect.any(String),
    ['old', 'new\\er'],
    [0, 0, 1, 1],
    `+${sha}`,
  ]);
});

test('only the beginning of an endless line is held', () => {
  const long = 'x'.repeat(300_000);
  const bytes = Buffer.from(`${sha}\ndiff --git a/a b/a\n@@ -0,0 +1,2 @@\n+${long}\n+y\n`);
  for (const piece of [1_000, 65_536, 1_000_000]) {
    expect(read(bytes, piece)).toEqual([sha, 'a', [0, 0, 1, 2], `+${'x'.repeat(80)}`, '+y']);
  }
});
