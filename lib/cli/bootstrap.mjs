// The way into every command: plain JavaScript without packages, as it runs on a fresh clone. It
// installs and generates what is missing, then hands over to lib/cli/<command>.ts in this process.
// Its syntax is that of Node 14: a Node that is too old must get as far as saying so.
import child from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

const root = path.join(path.dirname(url.fileURLToPath(import.meta.url)), '..', '..');
const installed = 'node_modules/.aftermerge-installed';
const generated = 'lib/db/generated';

/** What the person at the terminal can put right; shown without a stack. */
class Advice extends Error {}

main().catch(fail);

async function main() {
  refuseOldNode(process.versions.node);
  process.chdir(root);
  const command = path.join(root, 'lib', 'cli', `${process.argv[2]}.ts`);
  if (!fs.existsSync(command)) throw new Advice(`There is no command "${process.argv[2]}".`);
  const { hash, withLock } = await import('./lock.mjs');
  if (!isInstalled(hash)) await withLock(root, 'install', () => install(hash));
  if (!isGenerated(hash)) await withLock(root, 'install', () => generate(hash));
  process.argv.splice(1, 2, command);
  const { register } = await import('tsx/esm/api');
  register();
  await import(url.pathToFileURL(command).href);
}

function refuseOldNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Advice(
    `Aftermerge needs Node 20.19 or later and this is ${version}: install a newer one from https://nodejs.org and try again.`,
  );
}

function isInstalled(hash) {
  if (read(installed) === packagesKey(hash)) return true;
  // npm itself was called since the lock file changed.
  return modifiedAt('node_modules/.package-lock.json') >= modifiedAt('package-lock.json');
}

function install(hash) {
  if (isInstalled(hash)) return;
  refuseReadOnly();
  say('Installing packages …');
  // No install script is needed, and one of them would download from a host that may be unreachable.
  const options = [
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const [program, ...args] = npm();
  run(program, [...args, 'ci', ...options], 'Installing the packages failed', 'npm ci');
  fs.writeFileSync(installed, packagesKey(hash));
}

/** npm tells a read-only disk as a missing file. */
function refuseReadOnly() {
  fs.accessSync(root, fs.constants.W_OK);
}

/** npm as it called us, so that it runs on this very Node; else the one on the PATH. */
function npm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return [process.execPath, script];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function packagesKey(hash) {
  return hash(fs.readFileSync('package-lock.json'), process.platform, process.arch);
}

function isGenerated(hash) {
  return read(`${generated}/.made-from`) === clientKey(hash);
}

function generate(hash) {
  if (isGenerated(hash)) return;
  refuseReadOnly();
  say('Generating the database client …');
  fs.rmSync(`${generated}/.made-from`, { force: true });
  // Generating needs no engine: naming any program keeps Prisma from downloading one.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
  const args = ['node_modules/prisma/build/index.js', 'generate', '--no-hints'];
  run(process.execPath, args, 'Generating the database client failed', 'prisma generate', env);
  fs.writeFileSync(`${generated}/.made-from`, clientKey(hash));
}

function clientKey(hash) {
  return hash(fs.readFileSync('prisma/schema.prisma'), fs.readFileSync('package-lock.json'));
}

function run(program, args, failure, shown, env) {
  const result = child.spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: Infinity,
  });
  if (result.status === 0) return;
  const output = `${result.stdout || ''}${result.stderr || ''}${result.error || ''}`.trim();
  throw new Advice(storageAdvice(output) || `${failure}: "${shown}" said\n${output}`);
}

function storageAdvice(text) {
  if (/ENOSPC|EDQUOT/.test(text))
    return `The disk of ${root} is full: free some space and try again.`;
  if (/EROFS/.test(text))
    return `The disk of ${root} is read-only: make it writable and try again.`;
  if (/EACCES|EPERM/.test(text)) {
    return `This user may not write to ${root}: allow it, or start as the user who owns it.`;
  }
  return undefined;
}

function fail(error) {
  const advice = error instanceof Advice ? error.message : storageAdvice(String(error.code));
  console.error(advice || error);
  process.exit(1);
}

function say(line) {
  console.error(line);
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function modifiedAt(file) {
  return fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0;
}
