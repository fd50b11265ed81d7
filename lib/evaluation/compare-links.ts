import type { RevertLabel } from '@/lib/evaluation/label';
import { type Score, together } from '@/lib/evaluation/score';
import { grouped } from '@/lib/linking/grouped';

type Kind = RevertLabel['kind'];
const kinds: readonly Kind[] = ['revert', 'reapply'];

/** A change that another undoes or brings back, as the ledger has it. */
export interface FoundLink {
  /** The change that undoes or brings back. */
  cause: string;
  target: string;
  kind: Kind;
  /** `confirmed` counts; `suspected` does not; `one-landing`: both came in one change. */
  state: 'confirmed' | 'suspected' | 'one-landing';
  rule: string;
  matched: string;
}

/** A change that the labels say is undone or brought back by another. */
export interface LabelledLink {
  cause: string;
  /** Where no change of this history is meant, the sha of the label. */
  target: string;
  kind: Kind;
  /** How the labels call the wording. */
  form: string;
}

/** Links count by pairs of changes; the labels that they are held against name commits. */
export interface LinkComparison {
  /** By the labels' kind, then all. */
  scores: Score[];
  /** All, had the links of `beyond` and `unlabelled` been wrong. */
  strictly: Score;
  /** Links to other targets than the labels name. */
  wrong: FoundLink[];
  missed: LabelledLink[];
  /** Of the right links, those that we take for the other kind. */
  otherKind: FoundLink[];
  /** Links of reverts of which the labels know no target. */
  beyond: FoundLink[];
  /** Links of changes that the labels hold for no reverts. */
  unlabelled: FoundLink[];
  /** Links of labelled reverts that are too unsure to count. */
  suspected: FoundLink[];
}

/**
 * How well reverts are linked, as pairs of the change that undoes and the one that is undone: a
 * branch that was merged whole may hold several. `landedBy` tells the change that landed a commit.
 * A reapply may name the revert that it takes back, or what that had undone: it means the same.
 */
export function compareLinks(
  labels: readonly RevertLabel[],
  landedBy: ReadonlyMap<string, string>,
  links: readonly FoundLink[],
): LinkComparison {
  const pairs = labelledLinks(labels, landedBy);
  const causes = new Set(labels.map(({ sha }) => landedBy.get(sha) ?? sha));
  const labelled = grouped(pairs, ({ cause }) => cause);
  const pairOf = (link: FoundLink) => {
    const said = labelled.get(link.cause)?.filter((pair) => says(link, pair, labelled)) ?? [];
    return said.find(({ kind }) => kind === link.kind) ?? said[0];
  };
  // Of what came and went within one change only the labels know whether it is worth a link.
  const counted = links.filter(
    (link) =>
      link.state === 'confirmed' ||
      (link.state === 'one-landing' && pairOf(link)?.target === link.target),
  );
  const ours = counted.filter(({ cause }) => labelled.has(cause));
  const right = ours.filter((link) => pairOf(link) !== undefined);
  const found = new Set(ours.flatMap((link) => pairOf(link) ?? []));
  const kindOf = (link: FoundLink) =>
    pairOf(link)?.kind ?? labelled.get(link.cause)?.[0]?.kind ?? link.kind;
  const scores = kinds.map((kind) => ({
    name: kind,
    labelled: pairs.filter((pair) => pair.kind === kind).length,
    found: [...found].filter((pair) => pair.kind === kind).length,
    ours: ours.filter((link) => kindOf(link) === kind).length,
    right: right.filter((link) => kindOf(link) === kind).length,
  }));
  const all = together(scores);
  return {
    scores: [...scores, all],
    strictly: { ...all, name: 'all, strictly', ours: counted.length },
    wrong: ours.filter((link) => pairOf(link) === undefined),
    missed: pairs.filter((pair) => !found.has(pair)),
    otherKind: right.filter((link) => kindOf(link) !== link.kind),
    beyond: counted.filter(({ cause }) => causes.has(cause) && !labelled.has(cause)),
    unlabelled: counted.filter(({ cause }) => !causes.has(cause)),
    suspected: links.filter(({ cause, state }) => state === 'suspected' && causes.has(cause)),
  };
}

/** Whether a link says what a label does. */
function says(
  { cause, target }: FoundLink,
  pair: LabelledLink,
  labelled: ReadonlyMap<string, readonly LabelledLink[]>,
): boolean {
  if (cause !== pair.cause) return false;
  if (target === pair.target) return true;
  const undone = pair.kind === 'reapply' ? labelled.get(pair.target) : undefined;
  return undone?.some(({ kind, target: first }) => kind === 'revert' && first === target) === true;
}

/** Each pair of changes once, however many commits name it. */
function labelledLinks(
  labels: readonly RevertLabel[],
  landedBy: ReadonlyMap<string, string>,
): LabelledLink[] {
  const pairs = new Map<string, LabelledLink>();
  for (const { sha, kind, form, targets } of labels) {
    const cause = landedBy.get(sha) ?? sha;
    for (const named of targets) {
      const target = landedBy.get(named) ?? named;
      const key = `${kind} ${cause} ${target}`;
      if (!pairs.has(key)) pairs.set(key, { cause, target, kind, form });
    }
  }
  return [...pairs.values()];
}
