import type { Confidence, Evidence } from '@/lib/domain/evidence';
import type { FailureMode, RegressionKind } from '@/lib/domain/regression';

/** All that is looked at to say why a change broke something. */
export interface FailureFacts {
  kind: RegressionKind;
  /** Its words tell what it did, not how it broke: they are looked past wherever they are repeated. */
  changeTitle: string;
  /** The paths that the change touched, and those that a hotfix repaired; empty where nobody told. */
  paths: readonly string[];
  repairedPaths: readonly string[];
  /** What was said of it, the plainest first: a title, a person's reason, a long text. */
  texts: readonly { source: string; text: string }[];
  /** How each of the change's checks ended, by its last run. */
  checks: readonly { name: string; passed: boolean }[];
}

/** Why it broke, with the one fact that says so most plainly. */
export interface FailureSuggestion extends Omit<Evidence, 'sha'> {
  failureMode: FailureMode;
}

interface WordRule {
  failureMode: FailureMode;
  /** The stable name of what the words are about. */
  rule: string;
  words: RegExp;
}

/** What the words of a title, a reason or a text tell. A mode is a row or several of these. */
const wordRules: readonly WordRule[] = [
  {
    failureMode: 'test-gap',
    rule: 'words-of-tests',
    words:
      /\b(?:tests?|suite|ci|build) (?:(?:had |all )*passed|(?:was|were|stayed|is) green|(?:does|do|did)(?: not|n['’]t) (?:notice|cover|catch|see|exercise))|\bgreen (?:tests?|suite|build|ci)\b|\bnot covered by\b|\b(?:missing|no|without) tests?\b|\bmock(?:s|ed|ing)?\b/gi,
  },
  {
    failureMode: 'lost-context',
    rule: 'words-of-decisions',
    words:
      /\bas (?:was )?(?:decided|agreed)\b|\bwe (?:had )?(?:deliberately |already )?(?:removed|decided|agreed|rejected)\b|\badrs?(?:[- ]?\d+)?\b|\bconventions?\b|\bon purpose\b|\bby design\b|\bre-?introduc(?:e[sd]?|ing)\b|\bbrought back\b|\bundoes (?:the|our|an) (?:decision|fix|workaround)\b/gi,
  },
  {
    failureMode: 'ripple',
    rule: 'words-of-other-parts',
    words:
      /\b(?:an)?other (?:modules?|services?|teams?|packages?|callers?|consumers?|repositor(?:y|ies))\b|\bdownstream\b|\b(?:callers|consumers|dependents|importers)\b|\bdepend(?:s|ed|ing)? on (?:it|this)\b|\bside[- ]effects?\b|\bshared (?:module|helper|library|component)s?\b/gi,
  },
  {
    failureMode: 'deploy-safety',
    rule: 'words-of-deploying',
    words:
      /\bmigrations?\b|\b(?:feature )?(?:flags?|toggles?)\b|\brollbacks?\b|\broll(?:ing|ed)? (?:it )?back (?:failed|fails|was not|is not)|\broll-?outs?\b|\bcanary\b|\bdeploy(?:ment|s|ing)? (?:failed|fails|broke|order|script|hangs?|stuck)\b|\b(?:failed|partial|broken) deploy(?:ment)?s?\b|\bbackfill(?:s|ed|ing)?\b|\bmissing (?:env(?:ironment)?|config(?:uration)?)\b/gi,
  },
  {
    failureMode: 'operations',
    rule: 'words-of-running',
    words:
      /\btime(?:d|s)?[ -]?outs?\b|\blatenc(?:y|ies)\b|\bslow(?:er|ness)?\b|\bp9[59]\b|\bout of memory\b|\boom(?:[- ]?kill(?:ed|s)?)?\b|\bmemory (?:leaks?|use|usage|limit)\b|\b(?:rate|connection|quota|file descriptor)s? limits?\b|\blimits? (?:exceeded|reached|hit)\b|\bexhausted\b|\bcpu\b|\bdisk (?:is |was )?full\b|\bunder load\b|\bno (?:logs?|alerts?|metrics?)\b|\blogging\b|\blogs? (?:flood|fill|missing|spam)\w*|\balert(?:ing|s)? (?:did|never|was|were|missing|storm)\b|\bthrottl(?:e[sd]?|ing)\b|\bdeadlocks?\b/gi,
  },
  {
    failureMode: 'legacy',
    rule: 'words-of-old-behaviour',
    words:
      /\bundocumented\b|\blegacy\b|\bold(?:er)? (?:clients?|accounts?|versions?|apps?|api|data|records?|formats?|browsers?|customers?)\b|\bbackwards?[- ](?:in)?compatib\w+|\bhistorical (?:data|reasons?|rows?)\b/gi,
  },
  {
    failureMode: 'intent',
    rule: 'words-of-meaning',
    words:
      /\brequirements?\b|\bshould (?:not )?have\b|\bwrong (?:behaviou?r|totals?|results?|amounts?|prices?|sums?|numbers?|meaning)\b|\bmis(?:understood|understanding|read|interpreted)\b|\bnot what (?:was|we|they) (?:asked|wanted|meant)\b|\bmeaning of\b|\bbusiness (?:rule|logic|meaning)s?\b|\bacceptance criteria\b/gi,
  },
];

/** Known by its rows and by this: history is judged anew where it differs from what it was judged by. */
export const failureModeRules = JSON.stringify([
  1,
  wordRules.map(({ failureMode, rule, words }) => [failureMode, rule, words.source]),
]);

/** In a text up to this long a word says what broke; in a longer one it may stand for anything. */
const plainCharacters = 300;
const longestRead = 20_000;

/**
 * Suggests why a change broke something, from what was said of it and from what it and its repair touched.
 * Pure. What only may be so has a low confidence and is shown, not counted.
 * @returns undefined where nothing tells: it is never guessed.
 */
export function suggestFailureMode(facts: FailureFacts): FailureSuggestion | undefined {
  const found = [byWords(facts), byOtherAreas(facts), byRepairedTests(facts)].filter(
    (one) => one !== undefined,
  );
  return found.find(({ confidence }) => confidence !== 'low') ?? found[0];
}

function byWords({ texts, changeTitle }: FailureFacts): FailureSuggestion | undefined {
  const found = texts
    .map(({ source, text }) => mostSaid(source, ownWords(text, changeTitle)))
    .filter((one) => one !== undefined);
  return found.find(({ confidence }) => confidence !== 'low') ?? found[0];
}

/** The row of which most different words stand in a text; of equal ones the first, which is not sure then. */
function mostSaid(source: string, text: string): FailureSuggestion | undefined {
  const [first, second] = wordRules
    .map(({ words, ...rule }) => ({ ...rule, said: distinctWords(text, words) }))
    .filter(({ said }) => said.length > 0)
    .toSorted((a, b) => b.said.length - a.said.length);
  if (first === undefined) return undefined;
  const { failureMode, rule, said } = first;
  const isPlain = text.length <= plainCharacters || said.length > 1;
  const isSure = isPlain && second?.said.length !== said.length;
  const confidence: Confidence = isSure ? 'medium' : 'low';
  return { failureMode, source, rule, matched: said.slice(0, 4).join(' · '), confidence };
}

function distinctWords(text: string, words: RegExp): string[] {
  const said = new Map<string, string>();
  for (const [word] of text.matchAll(words)) {
    if (!said.has(word.toLowerCase())) said.set(word.toLowerCase(), word);
  }
  return [...said.values()];
}

/** A text without what it only repeats: the title of the change, the lines by which a host's revert begins. */
function ownWords(text: string, changeTitle: string): string {
  const own = text
    .slice(0, longestRead)
    .replace(/^[ \t]*(?:(?:this )?reverts?|revert "|re-?apply)\b.*$/gim, '');
  return changeTitle === '' ? own : own.replaceAll(changeTitle, '');
}

/** A repair far from the change: what it broke lies elsewhere. */
function byOtherAreas({ kind, paths, repairedPaths }: FailureFacts): FailureSuggestion | undefined {
  if (kind !== 'hotfix') return undefined;
  const touched = foldersOf(paths);
  const repaired = foldersOf(repairedPaths);
  if (touched.length === 0 || repaired.length === 0) return undefined;
  if (repaired.some((folder) => touched.includes(folder))) return undefined;
  return {
    failureMode: 'ripple',
    source: 'diff',
    rule: 'repaired-elsewhere',
    matched: `changed ${shown(touched)}; repaired in ${shown(repaired)}`,
    confidence: 'medium',
  };
}

/** Every check had passed, and the repair had to change tests: shown only, for good repairs bring tests. */
function byRepairedTests({
  kind,
  repairedPaths,
  checks,
}: FailureFacts): FailureSuggestion | undefined {
  const test = repairedPaths.find((path) => testPath.test(path));
  if (kind !== 'hotfix' || test === undefined || checks.length === 0) return undefined;
  if (!checks.every(({ passed }) => passed)) return undefined;
  return {
    failureMode: 'test-gap',
    source: 'checks',
    rule: 'tests-repaired-after-green',
    matched: `passed: ${shown(checks.map(({ name }) => name))}; repaired: ${test}`,
    confidence: 'low',
  };
}

const testPath =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_[^/]+$/i;

function foldersOf(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => (path.includes('/') ? path.split('/', 1) : []));
  return [...new Set(folders)].sort();
}

const shown = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
