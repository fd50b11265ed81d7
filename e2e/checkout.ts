import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who writes where a commit does not say. */
const ada = { name: 'Ada', email: 'ada@example.com' };

/** A git history that a test makes up, of a repository on GitHub. */
export interface Checkout {
  folder: string;
  /** Adds a commit at noon of a day; answers with its sha. */
  commit: (date: string, message: string, author?: typeof ada) => string;
}

/** Gives the work a checkout without commits, and takes it away afterwards. */
export async function withCheckout(
  repository: string,
  work: (checkout: Checkout) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aftermerge-checkout-'));
  const git = (args: string[], environment: Record<string, string> = {}) =>
    execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...environment },
    });
  git(['init', '--quiet', '--initial-branch=main']);
  git(['remote', 'add', 'origin', `https://github.com/${repository}.git`]);
  await work({
    folder,
    commit: (date, message, author = ada) => {
      git(['commit', '--quiet', '--allow-empty', '--message', message], {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: `${date}T12:00:00Z`,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        GIT_COMMITTER_DATE: `${date}T12:00:00Z`,
      });
      return git(['rev-parse', 'HEAD']).trim();
    },
  });
  rmSync(folder, { recursive: true });
}
