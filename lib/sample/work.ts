import type { KindOfWork } from '@/lib/domain/change';
import type { Random } from '@/lib/sample/random';
import type { Area, SampleRepository } from '@/lib/sample/repositories';

/** The kinds of work that people and agents do in the sample. */
type SampleWork = Exclude<KindOfWork, 'dependencies' | 'revert' | 'other'>;

interface WorkForm {
  /** `{thing}` and `{place}` are filled from the area. */
  titles: readonly [string, ...string[]];
  /** May follow a title. */
  tails?: readonly [string, ...string[]];
  /** Conventional commits write it like this. */
  type: string;
  branch: string;
  label: string;
  medianLines: number;
  /** Shares of the work of people and of agents. */
  share: { human: number; agent: number };
}

const forms: Record<SampleWork, WorkForm> = {
  feature: {
    titles: [
      'Add the {thing} to {place}',
      'Show the {thing} in {place}',
      'Support more than one {thing} in {place}',
      'Let {place} remember the {thing}',
      'Offer a default {thing} in {place}',
      'Make the {thing} configurable',
    ],
    tails: ['behind a flag', 'for new customers', 'for large accounts', 'in the first step'],
    type: 'feat',
    branch: 'feature',
    label: 'enhancement',
    medianLines: 95,
    share: { human: 34, agent: 28 },
  },
  fix: {
    titles: [
      'Fix the {thing} in {place}',
      'Keep the {thing} after a restart of {place}',
      'Do not lose the {thing} after a timeout',
      'Handle an empty {thing} in {place}',
      'Stop counting the {thing} twice',
      'Correct the order of the {thing} in {place}',
      'Wait for the {thing} before closing {place}',
    ],
    tails: ['on the second attempt', 'at the end of the month', 'for old accounts', 'under load'],
    type: 'fix',
    branch: 'fix',
    label: 'bug',
    medianLines: 18,
    share: { human: 30, agent: 32 },
  },
  refactor: {
    titles: [
      'Split the {thing} out of {place}',
      'Move the {thing} into its own module',
      'Rename the {thing} consistently',
      'Remove the old {thing} from {place}',
      'Simplify the use of the {thing} in {place}',
    ],
    type: 'refactor',
    branch: 'refactor',
    label: 'refactoring',
    medianLines: 80,
    share: { human: 14, agent: 12 },
  },
  docs: {
    titles: [
      'Describe the {thing}',
      'Explain the use of the {thing} in {place}',
      'Update the notes on the {thing}',
      'Add an example for the {thing}',
    ],
    type: 'docs',
    branch: 'docs',
    label: 'documentation',
    medianLines: 16,
    share: { human: 6, agent: 8 },
  },
  tests: {
    titles: [
      'Cover the {thing} of {place}',
      'Test the {thing} at its limits',
      'Replace the flaky test of the {thing}',
      'Test {place} without any {thing}',
    ],
    type: 'test',
    branch: 'test',
    label: 'tests',
    medianLines: 60,
    share: { human: 8, agent: 14 },
  },
  chore: {
    titles: [
      'Tidy the settings of {place}',
      'Log less in {place}',
      'Raise the timeout for the {thing}',
      'Clean up after the {thing} experiment',
    ],
    type: 'chore',
    branch: 'chore',
    label: 'chore',
    medianLines: 12,
    share: { human: 8, agent: 6 },
  },
};
const kinds = Object.entries(forms);
const prose: typeof kinds = [['docs', forms.docs]];

/** What a change does, as its title, branch, labels and diff show it. */
export interface Work {
  title: string;
  /** What it is about: a thing, and the place that has it. */
  thing: string;
  place: string;
  /** The title in few words, for branch names. */
  slug: string;
  branch: string;
  labels: string[];
  additions: number;
  deletions: number;
  changedFiles: number;
  paths: string[];
}

/** Draws one piece of work in a repository. */
export function drawWork(
  repository: SampleRepository,
  worker: 'human' | 'agent',
  random: Random,
): Work {
  const area = random.pick(repository.areas);
  const [kind, form] = random.weighted(
    (repository.prose ? prose : kinds).map((one) => [one, one[1].share[worker]] as const),
  );
  const thing = random.pick(area.things);
  const told = random.pick(form.titles).replace('{thing}', thing).replace('{place}', area.place);
  const tail = form.tails !== undefined && random.chance(0.4) ? ` ${random.pick(form.tails)}` : '';
  const plain = `${told}${tail}`;
  const scope = area.path.replace(/^.*\//, '');
  const slug = slugOf(plain);
  return {
    title: repository.conventional ? `${form.type}(${scope}): ${lowerFirst(plain)}` : plain,
    thing,
    place: area.place,
    slug,
    branch: `${form.branch}/${slug}`,
    labels: random.chance(0.6) ? [form.label] : [],
    ...drawDiff(form.medianLines, (index) => pathIn(repository, area, kind, index), random),
  };
}

/** The update of a dependency that a bot proposes. */
export function drawUpdate(random: Random): Work {
  const dependency = random.pick(dependencies);
  const [major, minor] = [random.whole(1, 9), random.whole(0, 30)];
  const version = `${major}.${minor}.${random.whole(1, 9)}`;
  const slug = `${dependency}-${version}`;
  return {
    title: `Bump ${dependency} from ${major}.${minor}.0 to ${version}`,
    thing: dependency,
    place: 'the build',
    slug,
    branch: slug,
    labels: ['dependencies'],
    ...drawDiff(8, (index) => (index === 0 ? 'package-lock.json' : 'package.json'), random, 2),
  };
}

const dependencies = [
  'json-schema',
  'http-client',
  'date-fns',
  'charting',
  'queue-client',
  'image-tools',
  'test-runner',
  'style-lint',
  'bundler',
  'csv-reader',
] as const;

function drawDiff(
  medianLines: number,
  path: (index: number) => string,
  random: Random,
  mostFiles = 40,
) {
  const lines = Math.min(20_000, Math.max(1, Math.round(random.logNormal(medianLines, 1.2))));
  const additions = Math.round(lines * (0.45 + 0.5 * random.uniform()));
  const changedFiles = Math.min(
    mostFiles,
    Math.max(1, Math.round(random.logNormal(lines, 0.5) ** 0.4)),
  );
  const paths = [...new Set(Array.from({ length: changedFiles }, (_, index) => path(index)))];
  return { additions, deletions: lines - additions, changedFiles: paths.length, paths };
}

function pathIn(
  { extension }: SampleRepository,
  { path, files }: Area,
  kind: string,
  index: number,
): string {
  const file = files[index % files.length] ?? files[0];
  // Past the files of the area a large change reaches into numbered parts of them.
  const part = index < files.length ? file : `${file}-${Math.floor(index / files.length) + 1}`;
  if (kind === 'docs' && extension !== 'md') return `docs/${path}/${part}.md`;
  if (kind === 'tests') return `tests/${path}/${part}.test.${extension}`;
  return `${path}/${part}.${extension}`;
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .split('-')
    .filter((word) => !['a', 'the', 'to', 'in', 'of'].includes(word))
    .slice(0, 6)
    .join('-');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
