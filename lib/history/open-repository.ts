import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ImportRequest } from '@/lib/api/imports';
import { askGit, GitFailure, tryGit } from '@/lib/history/git';
import { type Origin, readOrigin } from '@/lib/history/origin';
import { Problem } from '@/lib/problem';

/** A repository on this machine and the branch whose history is meant. */
export interface GitRepository {
  /** Absolute, without links. */
  folder: string;
  /** `owner/name`. */
  name: string;
  /** Told by the request or the remote; otherwise it is only the folder's name. */
  nameIsKnown: boolean;
  branch: string;
  /** The newest commit of the branch. */
  tip: string;
  /** The clone lacks older commits. */
  shallow: boolean;
  origin: Origin | undefined;
}

/**
 * Finds the repository and the branch of a request. The branch is the one named, or the default branch
 * of the remote as far as a checkout knows it, or the one that HEAD is on. Throws a Problem that says
 * what is wrong with the request.
 */
export async function openRepository(request: ImportRequest): Promise<GitRepository> {
  const folder = await folderOf(request.path);
  const shallow = (await askRepository(folder, request.path)) === 'true';
  const address = await tryGit(folder, ['config', '--get', 'remote.origin.url']);
  const origin = address === undefined ? undefined : readOrigin(address);
  const ref =
    request.branch === undefined
      ? await defaultRef(folder, request.path)
      : await namedRef(folder, request.branch);
  return {
    folder,
    name: request.name ?? origin?.name ?? localName(folder),
    nameIsKnown: (request.name ?? origin) !== undefined,
    branch: ref.replace(/^refs\/(?:heads|remotes\/origin)\//, ''),
    tip: await askGit(folder, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]),
    shallow,
    origin,
  };
}

async function folderOf(path: string): Promise<string> {
  // A path with a NUL makes the file system throw, not answer.
  const folder = path.includes('\0') ? undefined : resolve(path);
  const found = folder && (await stat(folder).catch(() => undefined));
  if (!folder || !found) throw new Problem(`There is no folder ${path}.`);
  if (!found.isDirectory()) throw new Problem(`${path} is a file: give the folder of a checkout.`);
  return realpath(folder);
}

/** Whether the repository is shallow, as git says it; throws where there is none. */
async function askRepository(folder: string, path: string): Promise<string> {
  try {
    return await askGit(folder, ['rev-parse', '--is-shallow-repository']);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (error.message.includes('dubious ownership')) {
      throw new Problem(
        `${path} belongs to another user, which this git refuses to read: update git to 2.38 or later, or import as that user.`,
      );
    }
    throw new Problem(
      `${path} is not a git repository: give the top folder of a checkout, or a bare repository.`,
    );
  }
}

const exists = async (folder: string, ref: string) =>
  (await tryGit(folder, ['show-ref', '--verify', '--quiet', '--', ref])) !== undefined;

async function namedRef(folder: string, branch: string): Promise<string> {
  for (const ref of [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`]) {
    if (await exists(folder, ref)) return ref;
  }
  throw new Problem(`There is no branch ${branch} in ${folder}.`);
}

/** What landed is what the remote has, so its default branch goes before whatever is checked out. */
async function defaultRef(folder: string, path: string): Promise<string> {
  for (const head of ['refs/remotes/origin/HEAD', 'HEAD']) {
    const ref = await tryGit(folder, ['symbolic-ref', '--quiet', head]);
    if (ref !== undefined && (await exists(folder, ref))) return ref;
  }
  if ((await tryGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])) !== undefined) {
    return 'HEAD';
  }
  const refs = await askGit(folder, ['for-each-ref', '--count=1', 'refs/heads', 'refs/remotes']);
  throw new Problem(
    refs === ''
      ? `${path} has no commits yet.`
      : `${path} has no default branch: name one with --branch.`,
  );
}

function localName(folder: string): string {
  const name = basename(folder.replace(/\/?\.git$/, '')).replace(/[^A-Za-z0-9_.-]+/g, '-');
  return `local/${name || 'repository'}`.slice(0, 200);
}
