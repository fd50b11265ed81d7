/** What a title says that it undoes or brings back. */
export interface Undoing {
  /** `reapply`: what was undone is back. Reverts of reverts count by parity. */
  standing: 'revert' | 'reapply';
  /** `quoted` and `conventional` titles repeat the title they undo; a `freeform` one describes it. */
  form: 'quoted' | 'conventional' | 'freeform';
  /** The title undone or brought back, or the words that describe it. */
  original: string;
  /** Of a revert of a revert, the title of the revert that it undoes. */
  undone?: string;
  /** What follows the quoted title. */
  after?: string;
}

const undo = `revert(?:s|ed|ing)?|back(?:s|ed|ing)?[ -]?out|roll(?:s|ed|ing)?[ -]?back`;
const redo = `un-?revert|re-?appl(?:y|ies|ied|ying)|re-?land(?:s|ed|ing)?`;
/** Words for all sorts of work, which undo or redo only what they quote or name by number or sha. */
const undoNamed = 'undo(?:es|ing)?|un-?land(?:s|ed|ing)?';
const redoNamed = 'reinstates?|bring back';
const degree = `(?:(?:temporarily|partially|partial|partly|fully|manually|try) )*`;
/** `Revert of "X"`, `Reverts commit "X"`, `Revert part of #12`. */
const filler = `(?:(?:parts? of|of|for|commits?|changes?|changesets?|prs?|pull requests?|mrs?|diff|partly|partially) ){0,4}`;

const quoted = new RegExp(
  `^${degree}(?:(${undo}|${undoNamed})|${redo}|${redoNamed})[: ]{0,3}${filler}(?:["“„](.*)$|['‘](.*)['’]\\W{0,3}$|\`([^\`]*)\`\\W{0,3}$)`,
  'i',
);
const freeform = new RegExp(`^${degree}(?:(${undo})|${redo})\\b[: ]{0,3}(.*)$`, 'i');
const byName = new RegExp(
  `^${degree}(?:(${undoNamed})|${redoNamed})[: ]{0,3}(${filler}(?:#\\d|[0-9a-f]{7,40}\\b).*)$`,
  'i',
);
const conventional = /^(?:revert(?:\([^)]{0,60}\))?!?:|[a-z]{1,20}\(revert\)!?:)\s*(.*)$/i;
/** `revert(#12, #13): what is so again`: numbers in the place of the scope. */
const scopedNumbers = /^revert\((#?\d{2,9}(?:, ?#?\d{2,9}){0,9})\)!?:/i;
/** Gerrit counts: `Revert^2 "X"` reverts the revert. */
const power = /^revert\^([1-9]) (["“].*)$/i;
/** `Revert the revert of X`. */
const nestedWords =
  /^(?:(?:the|my|previous|of) ){0,3}((?:revert|rollback|back-?out) (?:of\b|#|["“]).*)$/i;

/** What a database does, in the words of those who write one. */
const ofProgram =
  /^(?:\w+ )?roll\w{0,3}[ -]?back\b.*\b(?:transactions?|txn|tx|savepoints?|wal|mvcc|when)\b/i;

/** `[release/9.4] `, `(fix) `, `fix(scope): `, as prefixes of what follows. */
const prefix =
  /^(?:\[[^\]]{1,40}\]:?\s*|\([a-z][\w -]{0,20}\):?\s+|[a-z][\w-]{0,30}(?:\([^)]{0,60}\))?!?:\s+)/i;
/** Words for a thing that is named after reverting, and for what a program does by itself. */
const feature =
  /^(?:button|dialog|command|action|modal|icon|menu|feature|support|functionality|handler|shortcut|transaction)s?\b|\b(?:on|upon|after|in case of) (?:\w{1,20} ){0,3}(?:error|failure|fail|cancel|abort|timeout|exception|conflict)\w{0,6}\b|\b(?:if|when) .{0,80}\bfail/i;

/** Reads a title, without the change's own number at its end; undefined where it undoes nothing. */
export function readUndoing(title: string): Undoing | undefined {
  let text = title.trim();
  for (let stripped = 0; stripped < 4; stripped += 1) {
    const found = readLayer(text);
    if (found !== undefined) return found;
    const rest = text.replace(prefix, '');
    if (rest === text) return undefined;
    text = rest;
  }
  return undefined;
}

function readLayer(title: string): Undoing | undefined {
  const text = title
    .replace(scopedNumbers, (_whole, list: string) => `revert: ${list.replace(/#?(\d+)/g, '#$1')}`)
    .replace(power, (_whole, times: string, rest: string) => {
      const more = Number(times) - 1;
      return `${'Revert "'.repeat(more)}Revert ${rest}${'"'.repeat(more)}`;
    });
  const inQuotes = quoted.exec(text);
  if (inQuotes !== null) {
    const [, undoes, double, single, code] = inQuotes;
    const inner = single ?? code ?? (double ?? '').replace(/["”][^"”]*$/, '');
    const after = double?.slice(inner.length + 1).trim() ?? '';
    if (feature.test(after)) return undefined;
    return { ...wrap(undoes !== undefined, 'quoted', inner), ...(after === '' ? {} : { after }) };
  }
  const typed = conventional.exec(text)?.[1];
  if (typed !== undefined) {
    // `revert: revert "X"` says it twice and undoes once.
    return readLayer(typed) ?? { standing: 'revert', form: 'conventional', original: bare(typed) };
  }
  const free = freeform.exec(text) ?? byName.exec(text);
  if (free === null || feature.test(free[2] ?? '') || ofProgram.test(text)) return undefined;
  return wrap(free[1] !== undefined, 'freeform', free[2] ?? '');
}

/** One more layer of undoing (or of redoing) around a title that may itself undo another. */
function wrap(undoes: boolean, form: Undoing['form'], inner: string): Undoing {
  const words = form === 'quoted' ? inner : nestedWords.exec(inner)?.[1];
  const nested = words === undefined ? undefined : readUndoing(words);
  if (nested === undefined) {
    return { standing: undoes ? 'revert' : 'reapply', form, original: inner };
  }
  if (!undoes) return nested;
  return nested.standing === 'revert'
    ? { ...nested, standing: 'reapply', ...(form === 'quoted' ? { undone: inner } : {}) }
    : { standing: 'revert', form, original: inner };
}

function bare(text: string): string {
  return text.replace(/^["“]([^"”]*)["”]/, '$1');
}
