/** How it is written where nobody says how: `1,204.5` and `2 Mar 2026`. */
const usual = ',.d';

/** No browser sends more. */
const longest = 200;

/**
 * How the reader of a page writes, from the Accept-Language of a request, in three characters: what sets
 * thousands apart, what sets decimals apart, and whether the day or the month comes first in a date.
 * @param {string | undefined} accepted
 * @returns {string}
 */
export function readerOf(accepted) {
  const wanted = (accepted ?? '')
    .slice(0, longest)
    .split(',')
    .map((part) => {
      const [tag = '', weight = ''] = part.split(';');
      return { tag: tag.trim(), weight: Number(/^\s*q=([\d.]+)/.exec(weight)?.[1] ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.map(({ tag }) => writingOf(tag)).find((known) => known !== undefined) ?? usual;
}

/** @param {string} tag */
function writingOf(tag) {
  try {
    const [locale] = Intl.NumberFormat.supportedLocalesOf(tag);
    if (locale === undefined) return undefined;
    // Whatever numerals the reader has, the words beside them are English.
    const form = new Intl.NumberFormat(locale, { useGrouping: 'always', numberingSystem: 'latn' });
    const parts = form.formatToParts(1_234.5);
    const [thousands, decimals] = ['group', 'decimal'].map(
      (type) => parts.find((part) => part.type === type)?.value,
    );
    if (thousands?.length !== 1 || decimals?.length !== 1) return undefined;
    return `${thousands}${decimals}${/^en-(US|PH)\b/.test(locale) ? 'm' : 'd'}`;
  } catch {
    // No language is written so.
    return undefined;
  }
}
