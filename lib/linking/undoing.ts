/** What a title says that it undoes or brings back. */
export interface Undoing {
  /** `reapply`: what was undone is back. Reverts of reverts count by parity. */
  standing: 'revert' | 'reapply';
  /** `quoted` and `conventional` titles repeat the title they undo; a `freeform` one describes it. */
  form: 'quoted' | 'conventional' | 'freeform';
  /** The title undone or brought back, or the words that describe it. */
  original: string;
}

const undo = `revert(?:s|ed|ing)?|back(?:s|ed|ing)?[ -]?out|roll(?:s|ed|ing)?[ -]?back`;
const redo = `un-?revert|re-?appl(?:y|ies|ied|ying)|re-?land(?:s|ed|ing)?`;
const redoQuoted = `${redo}|reinstate|bring back`;
const degree = `(?:(?:temporarily|partially|partial|fully|manually|try) )*`;

const quoted = new RegExp(`^${degree}(?:(${undo})|${redoQuoted})[: ]{0,3}["“](.*)$`, 'i');
const freeform = new RegExp(`^${degree}(?:(${undo})|${redo})\\b[: ]{0,3}(.*)$`, 'i');
const conventional = /^(?:revert(?:\([^)]{0,60}\))?!?:|[a-z]{1,20}\(revert\)!?:)\s*(.*)$/i;

/** `[release/9.4] `, `fix(scope): `, as prefixes of what follows. */
const prefix = /^(?:\[[^\]]{1,40}\]\s*|[a-z][\w-]{0,30}(?:\([^)]{0,60}\))?!?:\s+)/i;
/** Words for a thing that is named after reverting, and for what a program does by itself. */
const feature =
  /^(?:button|dialog|command|action|modal|icon|menu|feature|support|functionality)s?\b|\bon (?:error|failure|cancel)/i;

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

function readLayer(text: string): Undoing | undefined {
  const inQuotes = quoted.exec(text);
  if (inQuotes !== null) {
    const inner = (inQuotes[2] ?? '').replace(/["”][^"”]*$/, '');
    return wrap(inQuotes[1] !== undefined, 'quoted', inner);
  }
  const typed = conventional.exec(text)?.[1];
  if (typed !== undefined) {
    // `revert: revert "X"` says it twice and undoes once.
    return readLayer(typed) ?? { standing: 'revert', form: 'conventional', original: bare(typed) };
  }
  const free = freeform.exec(text);
  if (free === null || feature.test(free[2] ?? '')) return undefined;
  return wrap(free[1] !== undefined, 'freeform', free[2] ?? '');
}

/** One more layer of undoing (or of redoing) around a title that may itself undo another. */
function wrap(undoes: boolean, form: Undoing['form'], inner: string): Undoing {
  const nested = form === 'quoted' ? readUndoing(inner) : undefined;
  if (nested === undefined) {
    return { standing: undoes ? 'revert' : 'reapply', form, original: inner };
  }
  if (!undoes) return nested;
  return nested.standing === 'revert'
    ? { ...nested, standing: 'reapply' }
    : { standing: 'revert', form, original: inner };
}

function bare(text: string): string {
  return text.replace(/^["“]([^"”]*)["”]/, '$1');
}
