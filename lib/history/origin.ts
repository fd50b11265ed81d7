import { RepositoryName } from '@/lib/domain/change';

/** Where a repository comes from, as far as its remote's address tells. */
export interface Origin {
  /** `owner/name` on its host. */
  name: string;
  /** Its page and the addresses of its parts, where the host's way of naming them is known. */
  links?: Links;
}
export interface Links {
  repository: string;
  pullRequest(number: number): string;
  commit(sha: string): string;
}

/**
 * Reads a remote's address: a URL, or ssh's short form `git@host:owner/name.git`. Undefined for a
 * folder and whatever else names no host. Passwords in it go nowhere.
 */
export function readOrigin(address: string): Origin | undefined {
  const short = /^(?:[^@/\s]+@)?([\w.-]{2,}):(?!\/)(\S+)$/.exec(address);
  const full = short ? `ssh://${short[1]}/${short[2]}` : address;
  if (!/^(?:https?|ssh|git):\/\//.test(full) || !URL.canParse(full)) return undefined;
  const { protocol, hostname, host, pathname } = new URL(full);
  const name = pathname.replace(/^\/+/, '').replace(/\/*(?:\.git)?\/*$/, '');
  if (!RepositoryName.safeParse(name).success) return undefined;
  // Hosts take ssh through firewalls on a name and port of its own; their pages are not there.
  const web = protocol.startsWith('http')
    ? `${protocol}//${host}`
    : `https://${hostname.replace(/^(?:alt)?ssh\./, '')}`;
  const links = linksOf(hostname, `${web}/${name}`);
  return { name, ...(links === undefined ? {} : { links }) };
}

function linksOf(hostname: string, repository: string): Links | undefined {
  if (/\bgithub\b/i.test(hostname)) {
    return {
      repository,
      pullRequest: (number) => `${repository}/pull/${number}`,
      commit: (sha) => `${repository}/commit/${sha}`,
    };
  }
  if (/\bgitlab\b/i.test(hostname)) {
    return {
      repository,
      pullRequest: (number) => `${repository}/-/merge_requests/${number}`,
      commit: (sha) => `${repository}/-/commit/${sha}`,
    };
  }
  return undefined;
}
