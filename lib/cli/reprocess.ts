import { createInterface } from 'node:readline/promises';
import { Presets, SingleBar } from 'cli-progress';
import { ratesQuestion } from '@/lib/api/rates';
import { runCommand } from '@/lib/cli/run-command';
import { withDatabase } from '@/lib/cli/with-database';
import type { PrismaClient } from '@/lib/db/generated/client';
import { Authorship } from '@/lib/domain/change';
import {
  type Anew,
  deriveAnew,
  differences,
  Hindered,
  type ReprocessProgress,
  switchOver,
} from '@/lib/intake/reprocess';
import { rates } from '@/lib/measure/rates';
import { Problem } from '@/lib/problem';

const usage = `npm run reprocess [-- --switch]

Derives everything anew from what was received, compares, and asks whether to switch;
--switch does so without asking.`;

const args = process.argv.slice(2);
const [unknown] = args.filter((one) => one !== '--switch');

await runCommand(async () => {
  if (unknown !== undefined) throw new Problem(`There is no ${unknown}.\n\n${usage}`);
  await withDatabase(async (database, url) => {
    const view = progressView();
    const startedAt = performance.now();
    await deriveAnew(database, url, view.show, async (anew) => {
      view.stop();
      console.log(`Derived anew in ${seconds(startedAt)} s.`);
      tellRepositories(anew);
      await compare(database, anew);
      if (!(await isWanted())) {
        console.log('Nothing was switched: all is shown as before.');
        return;
      }
      const switchedAt = performance.now();
      await switchOver(database, anew);
      console.log(`Switched in ${seconds(switchedAt)} s.`);
    }).catch((error: unknown) => {
      throw error instanceof Hindered ? new Problem(error.message) : error;
    });
  });
});

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

/** A bar on a terminal; elsewhere nothing until it is done. */
function progressView() {
  const format = '{bar} {percentage} % | {value} of {total} | {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, etaBuffer: 20 },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show({ done, total }: ReprocessProgress) {
      if (!process.stderr.isTTY) return;
      if (started) bar.update(done);
      else bar.start(total, done);
      started = true;
    },
    stop: () => bar.stop(),
  };
}

function tellRepositories({ repositories }: Anew): void {
  const partial = repositories.filter(({ whole }) => !whole).map(({ name }) => name);
  console.log(`${repositories.length - partial.length} repositories from nothing.`);
  if (partial.length === 0) return;
  console.log(
    `${partial.length} on top of what is known, as a history was imported or not all that was received is kept: ${partial.slice(0, 10).join(', ')}${partial.length > 10 ? ', …' : ''}.`,
  );
}

/** Every class of authorship at 30 days, as it is shown and as it would be. */
async function compare(database: PrismaClient, anew: Anew): Promise<void> {
  const ask = ratesQuestion.ask.parse({ authorship: Authorship.options.join(',') });
  const repository = anew.repositories.map(({ name }) => name);
  const shown = await rates(database, { ...ask, repository });
  const would = await rates(anew.shadow, ask);
  console.log('\n                   shown                       anew');
  for (const authorship of Authorship.options) {
    const line = (answer: typeof shown) => {
      const one = answer.rates.find((rate) => rate.authorship === authorship);
      const rate = one?.rate == null ? '–' : `${(one.rate * 100).toFixed(2)} %`;
      return `${one?.regressions ?? 0} of ${one?.changes ?? 0}, ${rate}`.padEnd(28);
    };
    console.log(`${authorship.padEnd(19)}${line(shown)}${line(would)}`);
  }
  const { changes, authorship, regressions } = await differences(database, anew);
  console.log(
    `\n${changes} changes are new or gone, ${authorship} have other authorship; ${regressions} regressions are new, gone or judged otherwise.`,
  );
}

async function isWanted(): Promise<boolean> {
  if (args.includes('--switch')) return true;
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question('Switch to what was derived anew? [y/N] ');
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}
