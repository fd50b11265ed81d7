import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

export type Browser = { path: string; from: string };

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium to test with that is on this machine already, and where it was found. */
export function findBrowser(): Browser | undefined {
  const { CHROMIUM_PATH, PATH = '' } = env();
  if (CHROMIUM_PATH !== undefined) {
    if (isProgram(CHROMIUM_PATH)) return { path: CHROMIUM_PATH, from: 'CHROMIUM_PATH' };
    throw new Problem(`CHROMIUM_PATH names no program (${CHROMIUM_PATH}): correct or unset it.`);
  }
  const candidates = PATH.split(delimiter).flatMap((folder) =>
    names.map((name) => join(folder, name)),
  );
  const onPath = candidates.find(isProgram);
  if (onPath) return { path: onPath, from: 'PATH' };
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? { path: downloaded, from: "Playwright's download" } : undefined;
}

/** Gets a Chromium onto this machine: as root from Debian's packages, else by Playwright's download. */
export function installBrowser(): Browser {
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit' });
  } else {
    const program = join('node_modules', '.bin', 'playwright');
    spawnSync(process.execPath, [program, 'install', 'chromium'], { stdio: 'inherit' });
  }
  const browser = findBrowser();
  if (browser) return browser;
  throw new Problem('There is no Chromium to test with: install one, or name it in CHROMIUM_PATH.');
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
