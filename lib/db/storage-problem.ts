import { Problem } from '@/lib/problem';

const causes: [RegExp, string][] = [
  [
    /ENOSPC|EDQUOT|No space left|free disk space|quota exceeded/i,
    'the disk is full, free some space',
  ],
  [/EROFS|Read-only file system/i, 'the disk is read-only, make it writable'],
  [/EACCES|EPERM|Permission denied/i, 'this user may not write there, allow it'],
  [/EEXIST|ENOTDIR|Not a directory/i, 'a file stands where the folder should be, move it away'],
];

/** Why a disk took no more, and what to do, if that is what the text of an error is about. */
export function storageCause(text: string): string | undefined {
  return causes.find(([pattern]) => pattern.test(text))?.[1];
}

/** What keeps the data folder from being written, as a sentence; any other error as it came. */
export function storageProblem(folder: string, error: unknown): unknown {
  const cause = storageCause(error instanceof Error ? error.message : String(error));
  if (!cause) return error;
  return new Problem(
    `Cannot keep data in ${folder}: ${cause}, or set AFTERMERGE_DATA to another folder.`,
  );
}
