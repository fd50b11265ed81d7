import { Sha } from '@/lib/domain/change';

/** A full commit id, or nothing: some hosts tell short ones, and zeros for no commit at all. */
export function fullSha(told: string | null | undefined): string | undefined {
  const { data } = Sha.safeParse(told);
  return data !== undefined && /[1-9a-f]/.test(data) ? data : undefined;
}

/** A repository's path on its host as its name here: what names cannot hold becomes a hyphen. */
export function repositoryAt(path: string): string {
  return path.replaceAll(/[^A-Za-z0-9_./-]+/g, '-').slice(0, 200);
}

/** The repository that a git or web address leads to: `git@host:acme/web.git`, `https://host/acme/web`. */
export function repositoryOfUrl(url: string | undefined): string | undefined {
  const [, path] =
    /^(?:[a-z+]+:\/\/(?:[^@/]*@)?[^/]+\/|[^@/\s]+@[^:/\s]+:)(.+?)(?:\.git)?\/?$/.exec(url ?? '') ??
    [];
  return path?.includes('/') ? repositoryAt(path) : undefined;
}

/** `Name <address>`, as git writes people. */
export function personOf(raw: string | undefined): { name?: string; email?: string } {
  const [, name = '', email = ''] = /^(.*?)\s*<([^>]*)>\s*$/.exec(raw ?? '') ?? [];
  return {
    ...(name === '' ? {} : { name: name.slice(0, 300) }),
    ...(email === '' ? {} : { email: email.slice(0, 300) }),
  };
}

/** A branch from its ref. */
export const branchOf = (ref: string | undefined) => ref?.replace(/^refs\/heads\//, '');
