/** What stands for what, in the order in which it is told apart. */
const readings: readonly [RegExp, string][] = [
  [
    /^\^\[\\W_\]\{0,6\}|^\^|\\b|\(\?:\$\|\[\^(?:\\w-|a-z)\]\)|\(\?:\\\]\|\[\.!\]\?\$\)|\(\?:\[ -\]v\?\\d\[\\w\.-\]\{0,20\}\)\?\\s\*\(\?:\$\|\[:\(\]\\s\*\\S\)|\\s\*\(\?:<\|\$\)|\(\?:\\s\*\$[^)]*\)/g,
    '',
  ],
  [/(?:\\s\*)?:\\s\*/g, ': '],
  [/\\s[+*]|\\W\*|\[ -\]\??| \?/g, ' '],
  [/\\d\{(\d+)\}/g, '<$1 digits>'],
  [/\\d\{(\d+),(\d+)\}/g, '<$1–$2 digits>'],
  [/\[0-9a-f\]\{(\d+)\}/g, '<$1 hex digits>'],
  [/\[0-9a-f\]\{(\d+),\}/g, '<hex digits>'],
  [/\\d\+/g, '<number>'],
  [/\[\^<@\]\{0,60\}/g, '…'],
  [/(?:\\d)?(?<!\\)\[[\\\w./ +-]+\](?:[+*]|\{[\d,]+\})?|\.\{[\d,]+\}|\\S|(?<!\\)\.$/g, '…'],
  [/https\?/g, 'https'],
  [/:\?|\\\.\?|\\\[\??|\\\]|\$$/g, ''],
];

/**
 * A regular expression of a mark as people read it: `…` stands for anything, ` / ` between choices,
 * brackets around what may be missing, `<8 hex digits>` for those.
 */
export function readablePattern({ source }: RegExp): string {
  let text = source;
  for (const [written, read] of readings) text = text.replace(written, read);
  // From the inside out; the parentheses of choices are put back at the end.
  const group = /\(\?:([^()]*)\)(\??)/;
  for (let found = group.exec(text); found !== null; found = group.exec(text)) {
    const [whole, inside = '', optional] = found;
    const isChoice = optional === '' && inside.replace(/⟨.*⟩/, '').includes('|');
    const choice = isChoice ? `⟨${inside}⟩` : inside;
    text = text.replace(whole, () => (optional === '' ? choice : `[${choice}]`));
  }
  text = text.replace(/\\(.)/g, '$1').replaceAll('|', ' / ');
  text = text.replaceAll('⟨', '(').replaceAll('⟩', ')').replace(/…+/g, '…');
  const begins = source.startsWith('^') || text.startsWith('…');
  const ends = source.endsWith('$') || text.endsWith('…');
  return `${begins ? '' : '…'}${text}${ends ? '' : '…'}`;
}
